// ticks.hpp -- how long the clock tests of lab 1 watch; guest and grader agree.
#pragma once

#include "labs/common/numbers.hpp"

namespace kumquat {

constexpr uint32_t ticks_watched = 30, schedulers_watched = 3;

inline uint32_t draw_tick_count(Numbers& numbers) {
    return 4'000 + numbers.below(18'000);
}

/// What the clock shows first: within these ticks it goes beyond 32 bits.
inline uint64_t draw_first_time_us(Numbers& numbers) {
    return (uint64_t{1} << 32) - 1 - numbers.below(3'000'000);
}

/// How many spurious interrupts each controller tells of.
inline uint32_t draw_spurious(Numbers& numbers) { return 1 + numbers.below(3); }

}  // namespace kumquat
