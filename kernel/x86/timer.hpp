// timer.hpp -- the 8254's first counter: the heartbeat of the kernel.
// Source: Intel, "8254 Programmable Interval Timer", data sheet, "Mode 2: Rate Generator".
#pragma once

#include <stdint.h>

namespace kumquat {

constexpr uint32_t timer_hz = 1'193'182;       // frequency of the counter's input
constexpr uint32_t timer_divisor = 1193;       // so a tick is 0.99985 ms
constexpr uint32_t tick_us_rounded_up = 1000;  // microseconds

/// Program the counter: an interrupt on line 0 every timer_divisor input clocks.
void start_timer();

}  // namespace kumquat
