// endless_painter.hpp -- a frame around the waits that nothing can end, and for whom they are.
// Its one idea: a picture shall show a deadlock; without the frame its threads look like idle servers.
#pragma once

#include "time_scale.hpp"
#include "visualizer/model/session.hpp"

#include <span>

namespace kumquat {

/// \param centres  y of each thread's lane; NaN: not on the screen
void draw_endless_waits(const Ui& ui,
                        const Session& session,
                        const TimeScale& scale,
                        std::span<const float> centres);

/// The frame alone. \param bar  what it stands around
void draw_endless_frame(const Ui& ui, const Rect& bar);

}  // namespace kumquat
