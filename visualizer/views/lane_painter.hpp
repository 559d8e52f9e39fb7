// lane_painter.hpp -- one thread's states along the time axis.
// Its one idea: where states are wider than a pixel, draw them; where they are not, draw how
// much of each there was in every column. A zoomed-out lane shows the mix, never just
// whichever state came last.
#pragma once

#include "time_scale.hpp"
#include "visualizer/model/model.hpp"

namespace kumquat {

void draw_lane(const Ui& ui,
               const Model& model,
               uint32_t thread,
               const TimeScale& scale,
               const Rect& bar);

}  // namespace kumquat
