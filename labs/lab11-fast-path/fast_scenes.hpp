// fast_scenes.hpp -- what the tests of lab 11 say to each other; program and grader agree. Words and
// answers are drawn as in lab 5.
#pragma once

#include "labs/lab05-rendezvous/scenes.hpp"

namespace kumquat {

constexpr uint32_t counted_calls = 3, counted_clients = 4;

/// A page, and a frame that another task sees there; the frame of the same address is sigma0's.
constexpr uint32_t two_faced_page = 0x0040'0000, other_face = 0x0044'0000;

/// What a thread keeps in the FPU: a whole number, not negative.
constexpr uint32_t secret_of(const Numbers& numbers, uint32_t thread) {
    return (numbers.at(600 + thread) >> 2) | 1;
}

/// Timeouts of a receive without end, with other bits wherever they do not matter.
constexpr uint32_t odd_timeouts(const Numbers& numbers) {
    return numbers.at(610) & 0xFFFF'FF00;
}
/// An open receive that would take long messages, too: the address of a buffer.
constexpr uint32_t odd_receive(const Numbers& numbers) {
    return (numbers.at(611) & 0x0000'FFFC) | 0x0030'0001;
}

constexpr uint32_t work_ms = 3;

}  // namespace kumquat
