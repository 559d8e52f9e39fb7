// span_painter.hpp -- marks on the timeline, the time between them, and the critical path.
#pragma once

#include "time_scale.hpp"
#include "visualizer/model/session.hpp"

#include <span>

namespace kumquat {

/// Lines with numbers at the marks, and between each two the time that lies there.
void draw_marks(const Session& session,
                const Ui& ui,
                const TimeScale& scale,
                const Rect& axis,
                const Rect& lanes);

/// The critical path between the first and the last mark: along a lane while its thread is the
/// reason (solid: it runs; dashed: another has the processor; dotted: the clock), across the
/// lanes where one thread wakes another.
void draw_critical_path(const Session& session,
                        const Ui& ui,
                        const TimeScale& scale,
                        std::span<const float> centres);

/// A short bar in the style of a part of the path.
void draw_path_bar(
    const Ui& ui, PathPart::Kind kind, float x0, float x1, float y, ImU32 colour);

}  // namespace kumquat
