// glfw_shell.hpp -- what the page and the window have in common: GLFW, OpenGL and one App.
#pragma once

#include "visualizer/views/app.hpp"

struct GLFWwindow;

namespace kumquat {

/// Set up Dear ImGui for a window, and send its keys to the app.
/// \param glsl_version  first line of the shaders
/// Requires: the window's context is current; the app outlives the window.
void attach(App& app, GLFWwindow* window, const char* glsl_version);

/// Draw one frame into the current context.
/// \param ignore_pointer  as if the pointer were outside: for pictures
void draw_frame(App& app,
                int width_pixels,
                int height_pixels,
                bool ignore_pointer = false);

}  // namespace kumquat
