// glfw_shell.hpp -- what the page and the window have in common: GLFW, OpenGL and one App.
#pragma once

#include "visualizer/views/app.hpp"

struct GLFWwindow;

namespace kumquat {

/// Set up Dear ImGui for a window, and send its keys to the app.
/// \param glsl_version  first line of the shaders; nullptr: nothing is drawn by OpenGL
/// Requires: the window's context is current, if it has one; the app outlives the window.
void attach(App& app, GLFWwindow* window, const char* glsl_version);

/// Take what the user has done since the last frame. Comes before ImGui::NewFrame.
void begin_input();

/// Draw one frame into the current context.
void draw_frame(App& app, int width_pixels, int height_pixels);

}  // namespace kumquat
