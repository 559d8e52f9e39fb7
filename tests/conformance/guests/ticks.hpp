// ticks.hpp -- beginning something a little before a tick: for what the kernel does in steps, and
// who comes in between.
// The processor's counter grows by one with each instruction in QEMU under virtual time. So who
// has noted it when a tick woke somebody knows how many instructions are left to the next one.
#pragma once

#include "tests/conformance/guests/helpers.hpp"

namespace kumquat::user {

/// 1,193 periods of the timer, in nanoseconds.
constexpr uint32_t tick_ns = 999'848;
/// The shortest sleep there is: from a tick to the second one behind it.
constexpr TimeoutWord two_ticks{0x0100000F};

inline uint32_t processor_counter() {
    uint32_t low, high;
    asm volatile("rdtsc" : "=a"(low), "=d"(high));
    return low;
}

/// Compute until somebody who sleeps from tick to tick is about to wake.
/// \param last_wake  processor_counter() when that one woke the last time
/// \param left       instructions that are left then
inline void compute_until_shortly_before_wake(uint32_t last_wake, uint32_t left) {
    const uint32_t end = last_wake + 2 * tick_ns - left;
    while (static_cast<int32_t>(processor_counter() - end) < 0) {
    }
}

}  // namespace kumquat::user
