// claims_turns.cpp -- lab 3, stage 3: whom the scheduler chooses.
#include "labs/lab03-threads/expect.hpp"
#include "labs/lab03-threads/scenes.hpp"

#include <algorithm>

namespace kumquat::grading {

namespace {

/// Who runs in which order, if all are ready at once, in the order of their numbers.
Sequence by_priority(const Sequence& priorities) {
    Sequence order;
    for (uint32_t i = 0; i < priorities.size(); ++i) {
        order.push_back(i + 1);
    }
    std::ranges::stable_sort(order, [&](uint32_t one, uint32_t other) {
        return priorities[one - 1] > priorities[other - 1];
    });
    return order;
}

}  // namespace

CLAIM(turns, most_important_runs_first) {
    const Guest guest = play(experiment);
    Numbers numbers = experiment.numbers();
    Sequence priorities;
    for (uint32_t i = 0; i < players; ++i) {
        priorities.push_back(1 + numbers.below(6));
    }
    expect_sequence(by_priority(priorities), words_of(guest), "Who ran",
                    "The first thread of the highest priority runs; when it stops, the "
                    "next. Each once.");
}

CLAIM(turns, equals_take_turns) {
    const Guest guest = play(experiment);
    Sequence round, expected;
    for (uint32_t i = 0; i < players; ++i) {
        round.push_back(1 + (i * 5 + 2) % players);
    }
    for (uint32_t i = 0; i < rounds_of_turns; ++i) {
        expected = expected + round;
    }
    expect_sequence(expected, words_of(guest), "Who ran",
                    "Who has yielded goes behind all that are ready and equal.");
}

CLAIM(turns, chosen_one_owns_the_time) {
    const Guest guest = play(experiment);
    for (uint32_t i = 0; i + 1 < guest.count(); i += 2) {
        Experiment::expect_equal(
            guest.word(i), guest.word(i + 1),
            fmt::format("Owner of the timeslice while thread {} runs", guest.word(i)),
            "Whom the scheduler chooses runs on its own time. If somebody else owns "
            "it, "
            "somebody else pays, and somebody else's priority counts.");
    }
    Experiment::expect(guest.count() == 2 * players, "Not everybody ran.", "");
    const Sequence owners = told(guest, TraceKind::timeslice, 0);
    for (uint32_t i = 1; i <= players; ++i) {
        Experiment::expect(
            std::ranges::any_of(owners, [&](uint32_t o) { return o % 128 == i; }),
            fmt::format("The trace does not tell that thread {} owns the time.", i),
            "Whoever looks at the timeline later sees the wrong owner.");
    }
}

CLAIM(turns, idle_thread_runs_last) {
    const Guest guest = play(experiment);
    expect_sequence(
        {1, 0x1D7E, 0, 2, 2}, words_of(guest),
        "Who ran (0x1D7E: the idle thread, and who owned the time then)",
        "If nobody is ready, the idle thread runs, and has the time. It is in "
        "no list, and does not come back while anybody is ready.");
}

CLAIM(turns, without_time_nobody_is_chosen) {
    const Guest guest = play(experiment);
    expect_sequence(
        {2, 1, 2, 3}, words_of(guest), "Who ran (1 has no timeslice, 2 gives it time)",
        "A thread without a timeslice of its own is ready, but the scheduler "
        "never chooses it, however important it is.");
}

}  // namespace kumquat::grading
