// lane_mix.hpp -- how a stretch of a lane was spent, when it is too narrow for single spans.
// Its one idea: a column of the screen tells the mix of all states in it, in shares of the time,
// never just the state that happened to be last.
#pragma once

#include "model.hpp"

#include <array>

namespace kumquat {

constexpr int mix_levels = 8;  // a column's height is divided so finely, no finer

/// Heights of the states in a column, cumulated from the bottom, in mix_levels.
using Mix = std::array<int, lane_state_count>;

/// How a column is stacked, from the bottom. What is not there stays empty.
constexpr LaneState mix_stacking[] = {
    LaneState::running, LaneState::ready, LaneState::waiting_to_send,
    LaneState::waiting_to_receive, LaneState::sleeping};

/// The mix between two moments of a thread's life, from the times spent until each.
/// \param width  the time between them
Mix mix_between(const StateTimes& before, const StateTimes& after, int64_t width);

/// The state that fills the column alone; not_there if there are several.
LaneState only_state(const Mix& mix);

}  // namespace kumquat
