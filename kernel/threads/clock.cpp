// clock.cpp -- counting ticks into exact microseconds.
#include "kernel/threads/clock.hpp"

#include "kernel/boot/info_page.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/x86/timer.hpp"

namespace kumquat {

namespace {

// A tick in units of 1 / timer_hz microseconds, as whole microseconds and a remainder.
constexpr uint32_t tick_scaled = timer_divisor * 1'000'000u;
constexpr uint32_t tick_us = tick_scaled / timer_hz;
constexpr uint32_t tick_remainder = tick_scaled % timer_hz;
static_assert(tick_us == 999);
static_assert(tick_remainder == 1'011'182);

uint32_t fraction = 0;  // below timer_hz

}  // namespace

uint64_t clock_now_us() { return info_page.clock_us; }

void clock_tick() {
    // LAB 1 BEGIN clock: whole microseconds, and the fraction carried to the next tick
    info_page.clock_us += tick_us;
    fraction += tick_remainder;
    if (fraction >= timer_hz) {
        fraction -= timer_hz;
        info_page.clock_us += 1;
    }
    // LAB 1 END
}

}  // namespace kumquat
