// lane_mix.cpp -- shares of time as levels.
#include "lane_mix.hpp"

#include <algorithm>

namespace kumquat {

Mix mix_between(const StateTimes& before, const StateTimes& after, int64_t width) {
    Mix mix{};
    int64_t sum = 0;
    for (const LaneState state : mix_stacking) {
        const auto i = static_cast<size_t>(state);
        sum += after[i] - before[i];
        // Whoever ran at all gets a level: rare events must not vanish.
        const bool must_show = after[i] > before[i] && state == LaneState::running;
        const int level =
            static_cast<int>(sum * mix_levels / std::max<int64_t>(1, width));
        mix[i] = std::clamp(level, must_show ? 1 : 0, mix_levels);
    }
    return mix;
}

LaneState only_state(const Mix& mix) {
    for (const LaneState state : mix_stacking) {
        const int level = mix[static_cast<size_t>(state)];
        if (level > 0) {
            return level == mix_levels ? state : LaneState::not_there;
        }
    }
    return LaneState::not_there;
}

}  // namespace kumquat
