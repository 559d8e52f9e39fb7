// message_painter.hpp -- arrows from senders to receivers, and marks of single events.
// Its one idea: an arrow that would lie on another of the same pair is left out, so that a
// million messages cost no more than a screenful.
#pragma once

#include "time_scale.hpp"
#include "visualizer/model/model.hpp"

#include <span>

namespace kumquat {

/// \param centres  y of each thread's lane; NaN: not on the screen
void draw_messages(const Ui& ui,
                   const Model& model,
                   const TimeScale& scale,
                   std::span<const float> centres);

/// One arrow, by hand: for the selected message.
void draw_arrow(
    const Ui& ui, float x, float from_y, float to_y, ImU32 colour, float thickness);

}  // namespace kumquat
