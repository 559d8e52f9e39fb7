// lane_painter.hpp -- one thread's states along the time axis.
// Its one idea: where states are wider than a pixel, draw them; where they are not, draw how
// much of each there was in every column. A zoomed-out lane shows the mix, never just
// whichever state came last.
#pragma once

#include "time_scale.hpp"
#include "visualizer/model/lane_mixes.hpp"

namespace kumquat {

constexpr float mix_column_width = 3;

/// \param mixes  of columns as wide as that
void draw_lane(const Ui& ui,
               const Model& model,
               LaneMixes& mixes,
               uint32_t thread,
               const TimeScale& scale,
               const Rect& bar);

}  // namespace kumquat
