// sign_painter.hpp -- small signs on the lanes: faults, exceptions, timeouts, interrupts, marks of
// programs; and long messages with their phases.
// Its one idea: where there are more signs than room, a search leads from one column of the screen
// to the next, and each column of a lane shows what tells most: no place with a sign looks empty.
#pragma once

#include "time_scale.hpp"
#include "visualizer/model/session.hpp"

#include <span>

namespace kumquat {

/// The sign itself, as it stands on a lane.
void draw_sign(const Ui& ui, SignKind kind, ImVec2 at);

/// How far the middle of a sign is above that of its lane, in units.
constexpr float sign_above = 9;

/// \param centres  y of each thread's lane; NaN: not on the screen
void draw_signs(const Ui& ui,
                const Session& session,
                const TimeScale& scale,
                std::span<const float> centres);

/// An exclamation mark where a finding begins, on the lane of who suffers.
void draw_findings(const Ui& ui,
                   const Session& session,
                   const TimeScale& scale,
                   std::span<const float> centres);

/// A place on a thread's lane, in pixels.
struct LanePoint {
    uint32_t thread;
    float x;
    float below;  // the middle of the lane
};

/// The sign, or the finding, that a point is at; nullptr: none.
const Sign*
sign_at(const Ui& ui, const Session& session, const TimeScale& scale, LanePoint point);
const Finding* finding_at(const Ui& ui,
                          const Session& session,
                          const TimeScale& scale,
                          LanePoint point);

/// A band between sender and receiver while a long message is carried: a line where words or a
/// string have come, hatched while a missing page is fetched.
void draw_long_messages(const Ui& ui,
                        const Model& model,
                        const TimeScale& scale,
                        std::span<const float> centres);

}  // namespace kumquat
