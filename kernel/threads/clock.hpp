// clock.hpp -- what time it is: microseconds since boot, as of the last tick.
// Nobody reads the time-stamp counter for this: between two ticks the clock stands still.
#pragma once

#include <stdint.h>

namespace kumquat {

/// Microseconds since boot; also what user code reads in the kernel info page.
uint64_t clock_now_us();

/// One tick of the timer has passed. A tick is 1193 / 1,193,182 s, which is no whole number of
/// microseconds: the fraction is carried on, so that the clock never drifts.
/// Effects: adds to `info_page.clock_us`, whatever it shows. There is no second count of the time.
void clock_tick();

}  // namespace kumquat
