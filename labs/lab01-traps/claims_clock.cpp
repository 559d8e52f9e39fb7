// claims_clock.cpp -- lab 1, stage 5: the heartbeat, and the controllers that pass it on.
#include "grading/claim.hpp"
#include "kernel/x86/timer.hpp"
#include "labs/lab01-traps/exception_log.hpp"
#include "labs/lab01-traps/ticks.hpp"

namespace kumquat::grading {

CLAIM(clock, ticks_each_millisecond) {
    const Guest guest = experiment.boot();
    constexpr uint32_t tick_ns =
        999'847;  // 1193 / 1,193,182 s; one instruction counts as 1 ns
    constexpr uint32_t tolerance_ns = 20'000;
    for (uint32_t i = 1; i < ticks_watched; ++i) {
        const uint32_t gap = guest.word(2 * i) - guest.word(2 * i - 2);
        Experiment::expect(
            gap + tolerance_ns > tick_ns && gap < tick_ns + tolerance_ns,
            fmt::format("Between ticks {} and {} there were {} ns of virtual time; "
                        "expected {}.",
                        i, i + 1, gap, tick_ns),
            "Every timeout and every timeslice is counted in these ticks.");
        const uint32_t step = guest.word(2 * i + 1) - guest.word(2 * i - 1);
        Experiment::expect(
            step == 999 || step == 1000,
            fmt::format("Tick {} moved the clock by {} µs.", i + 1, step),
            "Each tick is told to the clock once.");
    }
    constexpr uint32_t gaps = ticks_watched - 1;
    constexpr uint32_t all_tolerance_ns = 10'000;  // a divisor off by one: 24'300
    const uint32_t all = guest.word(2 * gaps) - guest.word(0);
    Experiment::expect(
        all + all_tolerance_ns > gaps * tick_ns &&
            all < gaps * tick_ns + all_tolerance_ns,
        fmt::format("{} gaps between ticks took {} ns of virtual time; expected {}.",
                    gaps, all, gaps * tick_ns),
        "Each gap is nearly right, but the divisor is not.");
}

CLAIM(clock, never_drifts) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    const uint64_t ticks = draw_tick_count(numbers);
    const uint64_t expected = ticks * timer_divisor * 1'000'000 / timer_hz;
    const uint64_t actual = guest.word(0) | (uint64_t{guest.word(1)} << 32);
    Experiment::expect(
        actual == expected,
        fmt::format("After {} ticks the clock had moved by {} µs; expected {}.", ticks,
                    actual, expected),
        "A thousandth lost with each tick is more than a minute a day.");
    uint32_t sum = 0;
    for (uint64_t tick = 1; tick <= ticks; ++tick) {
        sum += static_cast<uint32_t>(tick * timer_divisor * 1'000'000 / timer_hz);
    }
    Experiment::expect_equal(
        sum, guest.word(2), "Sum of what the clock showed behind each tick",
        "The clock is right at the end but was not at every tick: a rounded fraction "
        "goes wrong sooner or later.");
}

CLAIM(clock, scheduler_hears_each_tick) {
    const Guest guest = experiment.boot();
    const uint32_t scheduler = guest.address_of("kumquat::scheduler_tick()");
    Experiment::expect(
        guest.count() == schedulers_watched * words_per_exception,
        fmt::format("In {} ticks scheduler_tick() was called {} times.",
                    schedulers_watched, guest.count() / words_per_exception),
        "Without it no thread ever wakes up, and none ever has to make room.");
    for (uint32_t i = 0; i < schedulers_watched; ++i) {
        Experiment::expect_equal(scheduler, guest.word(words_per_exception * i + 2),
                                 "Where the kernel stopped",
                                 "The tick went another way.");
    }
}

CLAIM(clock, line_is_free_again) {
    const Guest guest = experiment.boot();
    Experiment::expect_equal(
        0, guest.word(0), "Lines that the first controller has in service",
        "A line that was never acknowledged blocks itself and all of lower "
        "rank: the clock stands still after its first tick.");
    Experiment::expect_equal(0, guest.word(1),
                             "Lines that the second controller has in service",
                             "Nothing came through the second controller at all.");
    constexpr uint32_t cascade_in_service = 1u << 2, rtc_in_service = 1u << 0;
    for (uint32_t i = 2; i < guest.count(); i += 2) {
        const char* const so =
            "A tick interrupted somebody who served line 8. It ends itself, once; each "
            "further end of interrupt ends the other one.";
        Experiment::expect_equal(cascade_in_service, guest.word(i),
                                 "Lines in service at the first controller behind a "
                                 "tick in between",
                                 so);
        Experiment::expect_equal(rtc_in_service, guest.word(i + 1),
                                 "Lines in service at the second controller behind a "
                                 "tick in between",
                                 so);
    }
}

CLAIM(clock, both_controllers_are_told) {
    const Guest guest = experiment.boot();
    for (uint32_t i = 0; const uint32_t line : {8, 12}) {
        Experiment::expect_equal(
            0, guest.word(2 * i + 1),
            fmt::format("Lines that the second controller has in service behind an "
                        "interrupt of line {}",
                        line),
            "Lines 8 to 15 are asked of the second controller: it waits for its "
            "own end of interrupt.");
        Experiment::expect_equal(
            0, guest.word(2 * i),
            fmt::format("Lines that the first controller has in service behind an "
                        "interrupt of line {}",
                        line),
            "The second controller hangs at line 2 of the first, which waits, "
            "too.");
        ++i;
    }
}

CLAIM(clock, spurious_interrupt_is_left_alone) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    const uint32_t each = draw_spurious(numbers);
    constexpr uint32_t first_line_in_service = 1;  // 0, or 8 at the second controller
    Experiment::expect(guest.count() == 2 * each, "An interrupt never came.",
                       "start_timer() must unmask line 0.");
    for (uint32_t i = 0; i < guest.count(); ++i) {
        Experiment::expect_equal(
            first_line_in_service, guest.word(i),
            fmt::format("Lines in service behind a spurious interrupt {}",
                        i < each ? 7 : 15),
            "Who acknowledges an interrupt that is none ends another one, which "
            "is still being served.");
    }
}

}  // namespace kumquat::grading
