// scenes.hpp -- what the tests of lab 3 draw; guest and grader agree.
#pragma once

#include "kernel/abi/timeouts.hpp"
#include "labs/common/numbers.hpp"

#include <stdint.h>

namespace kumquat {

// By hand.
constexpr uint32_t actors_begun = 6, register_players = 3, register_rounds = 12,
                   wanderers = 5, steps_wandered = 60, registers_kept = 4,
                   frame_registers = 7;

// Lists.
constexpr uint32_t queue_length = 40, pairs_far_apart = 24, queue_operations = 300;

/// Any priority; of three threads one has that of the thread before.
inline uint32_t draw_priority(Numbers& numbers, uint32_t index, uint32_t before) {
    return index % 3 == 2 ? before : numbers.below(256);
}

/// Two different priorities: first some at the borders of words, then any.
struct Pair {
    uint32_t high, low;
};
inline Pair draw_pair(Numbers& numbers, uint32_t index) {
    constexpr Pair borders[] = {{255, 0}, {32, 31},   {255, 224}, {64, 0},
                                {1, 0},   {63, 62},   {224, 223}, {255, 254},
                                {33, 32}, {128, 127}, {31, 0},    {96, 31}};
    constexpr uint32_t count = sizeof(borders) / sizeof(borders[0]);
    if (index < count) {
        return borders[index];
    }
    const uint32_t low = numbers.below(255);
    return {low + 1 + numbers.below(255 - low), low};
}

// Turns and slices.
constexpr uint32_t players = 12, rounds_of_turns = 4;
constexpr uint32_t slice_players = 3, slice_ticks_watched = 60;

/// A timeslice that is some ticks long. (A tick is charged as 1,000 us.) Of any three in a row one is
/// longer than the others, and of another nearly all of the last tick is left.
inline uint32_t draw_slice_us(Numbers& numbers, uint32_t index) {
    const uint32_t ticks = index % 3 == 1 ? 8 + numbers.below(5) : 2 + numbers.below(6);
    return ticks * 1'000 - numbers.below(index % 3 == 0 ? 300 : 1'000);
}
constexpr uint32_t ticks_of(uint32_t slice_us) { return (slice_us + 999) / 1'000; }

// Sleep.
constexpr uint32_t deadlines_set = 12, sleepers = 30, deadlines_apart = 20,
                   night_players = 6, sleeps_watched = 60;

/// Some are due at the same time. The first that comes is due last, so all others come before it.
inline uint64_t draw_deadline(Numbers& numbers, uint32_t sleeper) {
    return 1'000 +
           (sleeper == 0 ? deadlines_apart - 1 : numbers.below(deadlines_apart - 1));
}

/// Who leaves early and comes again: first the last in line, as the first; then anybody else.
struct Leaving {
    uint32_t sleeper;
    uint64_t deadline_us;
};
inline Leaving draw_leaving(Numbers& numbers, uint32_t index) {
    if (index == 0) {
        return {0, 1'000};
    }
    const uint32_t sleeper = 1 + numbers.below(sleepers - 1);
    return {sleeper, draw_deadline(numbers, sleeper)};
}

/// From a few microseconds to the 71 minutes and more that one word cannot hold.
inline Timeout draw_timeout(Numbers& numbers) {
    const uint32_t exponent = 1 + numbers.below(15);
    return Timeout{(1 + numbers.below(255)) * TimeoutWord::unit_us(exponent)};
}

}  // namespace kumquat
