// page.hpp -- what the parts of the page's program share.
#pragma once

#include "visualizer/views/app.hpp"

namespace kumquat {

extern App app;

/// Something has changed: draw so many frames. ImGui needs one to notice and one to show it.
void want_frames(int frames);

/// Tell the page in words what is shown, if that is not what it was told last.
void tell_words();

}  // namespace kumquat
