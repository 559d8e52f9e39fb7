// state_bar.hpp -- how a state looks: a colour and a pattern.
// running solid, ready hatched, waiting to send backslashes, waiting to receive dotted, sleeping
// a line along the ground, dead an outline. The pattern is anchored to the screen, so it does not swim while panning.
#pragma once

#include "ui.hpp"

namespace kumquat {

void draw_state_bar(const Ui& ui, const Rect& bar, LaneState state);

}  // namespace kumquat
