// picture.hpp -- saves what OpenGL has drawn.
#pragma once

#include <string>

namespace kumquat {

/// Write the current framebuffer as PNG. \return  false, after a message, if it cannot
bool save_picture(const std::string& path, int width, int height);

}  // namespace kumquat
