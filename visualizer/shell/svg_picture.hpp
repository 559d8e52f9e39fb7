// svg_picture.hpp -- a frame as an SVG file: sharp at every size, and its text can be searched.
// Its one idea: Dear ImGui's triangles become shapes again. Two that are a rectangle become one,
// and the picture of a letter, which is found in the atlas, becomes that letter.
#pragma once

#include "visualizer/views/app.hpp"

#include <string>

namespace kumquat {

/// Draw a frame of its own for it. Requires: between frames.
std::string svg_picture(App& app);

}  // namespace kumquat
