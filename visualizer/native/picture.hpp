// picture.hpp -- saves what has been painted.
#pragma once

#include "visualizer/shell/software_painter.hpp"

#include <string>

namespace kumquat {

/// Write a picture as PNG. \return  false, after a message, if it cannot be written
bool save_picture(const std::string& path, const SoftwarePainter& picture);

}  // namespace kumquat
