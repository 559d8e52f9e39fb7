// threads.hpp -- what the puzzles share: threads of the root task, and something to do that takes a
// while. A puzzle is a program with one mistake that many have made; its trace shows what went wrong.
#pragma once

#include "user/lib/console.hpp"
#include "user/lib/l4.hpp"
#include "user/lib/program.hpp"

namespace kumquat::puzzles {

using namespace kumquat::user;

constexpr TimeoutWord do_not_wait{0x00000011};

/// Start a thread of this task, ready to run. \param lthread  1..7
ThreadId start(uint32_t lthread, uint32_t priority, void (*code)());

/// The thread of this task that start() gave this number.
ThreadId thread_number(uint32_t lthread);

/// Timeout word of a receive phase. \param ms  1..60
constexpr TimeoutWord after_ms(uint32_t ms) {
    constexpr uint32_t exponent = 11, unit_us = 256;
    static_assert(TimeoutWord::unit_us(exponent) == unit_us);
    return TimeoutWord{
        TimeoutWord::ReceiveMantissa::set(exponent, ms * 1000 / unit_us)};
}

/// Use the processor for so many microseconds, about.
void compute_us(uint32_t us);

/// Above all others: let them go on for so long, then end the run.
[[noreturn]] void watch_ms(uint32_t ms);

}  // namespace kumquat::puzzles
