// claims_slices.cpp -- lab 3, stage 4: time is used up, and the important ones cannot wait.
#include "labs/lab03-threads/expect.hpp"
#include "labs/lab03-threads/scenes.hpp"

namespace kumquat::grading {

namespace {

constexpr uint32_t tick_us = 1'000;

/// Who had each of the ticks that were watched, if equals with these timeslices take turns.
Sequence round_robin(const Sequence& slices_us, uint32_t ticks) {
    Sequence expected;
    while (expected.size() < ticks) {
        for (uint32_t i = 0; i < slices_us.size(); ++i) {
            expected = expected + times(ticks_of(slices_us[i]), i + 1);
        }
    }
    expected.resize(ticks);
    return expected;
}

Sequence draw_slices(Numbers& numbers, uint32_t count) {
    Sequence slices;
    for (uint32_t i = 0; i < count; ++i) {
        slices.push_back(draw_slice_us(numbers, i));
    }
    return slices;
}

}  // namespace

CLAIM(slices, last_as_long_as_told) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    numbers.below(200);
    const Sequence slices = draw_slices(numbers, slice_players);
    uint32_t first_round = 0;
    for (const uint32_t slice : slices) {
        first_round += ticks_of(slice);
    }
    expect_sequence(
        round_robin(slices, first_round), words_of(guest, 0, first_round),
        "Who had each tick of the first round",
        "A tick takes 1,000 us from the owner. The slice is over when nothing "
        "is left, not a tick before or behind.");
}

CLAIM(slices, are_refilled) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    numbers.below(200);
    const Sequence slices = draw_slices(numbers, slice_players);
    expect_sequence(
        round_robin(slices, slice_ticks_watched), words_of(guest), "Who had each tick",
        "Each timeslice is a whole one: whoever has used up the last gets a "
        "new one when it goes to the end of the line.");
}

CLAIM(slices, rest_is_kept) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    const uint32_t before = 1 + numbers.below(3);
    expect_sequence(
        times(before, 1) + Sequence{2} + times(5 - before, 1) + Sequence{2},
        words_of(guest), "Who had each tick (1 sleeps once)",
        "A thread that sleeps and wakes goes on with the rest of its slice. "
        "If it got a new one each time, those who sleep often would win.");
}

CLAIM(slices, owner_is_charged) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    const uint32_t before = 1 + numbers.below(4), behind = 5 + numbers.below(4);
    const char* const so = "2 runs on the time of 1. A tick takes from the owner of "
                           "the timeslice, whoever "
                           "runs.";
    Experiment::expect_equal(50'000 - (before + behind) * tick_us,
                             guest.word(before + behind), "Left to the owner, 1", so);
    Experiment::expect_equal(40'000, guest.word(before + behind + 1),
                             "Left to the runner, 2", so);
}

CLAIM(slices, runner_is_accounted) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    const uint32_t before = 1 + numbers.below(4), behind = 5 + numbers.below(4);
    const char* const so = "cpu_time_us says who has worked. That is the running "
                           "thread, on whose time ever.";
    Experiment::expect_equal(before * tick_us, guest.word(before + behind + 2),
                             "CPU time of 1, the owner", so);
    Experiment::expect_equal(behind * tick_us, guest.word(before + behind + 3),
                             "CPU time of 2, who works for it", so);
}

CLAIM(slices, donated_slice_ends) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    const Sequence slices = draw_slices(numbers, 4);
    const uint32_t one = ticks_of(slices[0]), two = ticks_of(slices[1]),
                   three = ticks_of(slices[2]), four = ticks_of(slices[3]);
    const Sequence expected = times(1, 1) + times(one - 1, 2) + times(three, 3) +
                              times(four, 4) + times(one, 1) + times(two, 2) +
                              times(three, 3) + times(four, 4);
    expect_sequence(
        expected, words_of(guest, 0, static_cast<uint32_t>(expected.size())),
        "Who had each tick (1 gives its time to 2; 3 waits, and 4 behind 1)",
        "When the slice of 1 is over, its owner goes behind its equals with a "
        "new one, though 2 was running; and 2 goes behind it, with its own.");
}

CLAIM(preemption, more_important_runs_at_once) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    constexpr uint32_t self = players + 1, own_priority = 9;
    Sequence expected;
    std::vector<Sequence> later(own_priority);  // by priority
    for (uint32_t i = 1; i <= players; ++i) {
        const uint32_t drawn = numbers.below(9);
        const uint32_t priority = drawn < 4 ? 1 + drawn : 6 + drawn;
        expected.push_back(self);
        (priority > own_priority ? expected : later[priority]).push_back(i);
    }
    expected.push_back(self);
    for (uint32_t priority = own_priority; priority-- > 0;) {
        expected = expected + later[priority];
    }
    expect_sequence(
        expected, words_of(guest), "Who ran",
        "A thread that becomes ready and is more important than the owner of "
        "the timeslice runs now; others wait for their turn.");
}

CLAIM(preemption, equals_wait) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    numbers.below(200);
    Sequence expected;
    const uint32_t revived = 1 + numbers.below(players);
    expected = times(revived + 1, players + 1);
    for (uint32_t i = 1; i <= revived; ++i) {
        expected.push_back(i);
    }
    expect_sequence(expected, words_of(guest), "Who ran",
                    "Who is only as important as the owner must wait until that one's "
                    "time is over.");
}

CLAIM(preemption, preempted_goes_first_again) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    const uint32_t before = 1 + numbers.below(3);
    expect_sequence(
        times(before, 1) + Sequence{3} + times(5 - before, 1) + Sequence{2},
        words_of(guest), "Who had each tick (3 is more important than 1 and 2)",
        "The preempted thread has not had its timeslice yet: it goes on before "
        "its equals, with what is left of it.");
}

CLAIM(preemption, low_owner_gives_way) {
    const Guest guest = play(experiment);
    expect_sequence({1, 2, 2, 2, 3, 1}, words_of(guest),
                    "Who ran; the fourth: who owned the time when 3 was ready (2, "
                    "important, runs on the time of 1, who is not)",
                    "3 is more important than the owner, 1, so the scheduler decides. "
                    "2 is the most important, and goes on; but on its own time now.");
}

CLAIM(preemption, high_owner_protects) {
    const Guest guest = play(experiment);
    expect_sequence({1, 2, 2, 1, 1, 3}, words_of(guest),
                    "Who ran; the fourth: who owned the time when 3 was ready (2, "
                    "unimportant, runs on the time of 1, who is important)",
                    "2 does the work of 1. If 3 could preempt it, the important one "
                    "would wait for the less important.");
}

CLAIM(preemption, waits_while_switching_is_off) {
    const Guest guest = play(experiment);
    expect_sequence(
        {1, 1, 2, 1, 1, 2}, words_of(guest),
        "Who ran (the slice of 1 ends while switching is off)",
        "In the middle of something long, the kernel takes interrupts, but must "
        "not be switched. What they asked for happens later.");
}

}  // namespace kumquat::grading
