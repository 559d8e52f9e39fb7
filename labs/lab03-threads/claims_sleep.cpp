// claims_sleep.cpp -- lab 3, stage 5: who waits for the clock, and when it wakes.
#include "labs/lab03-threads/expect.hpp"
#include "labs/lab03-threads/scenes.hpp"

#include <algorithm>

namespace kumquat::grading {

namespace {

constexpr uint32_t tick_us = 1'000;
constexpr uint32_t end_of_step = 0x1000;  // and how many were woken in it

void expect_deadlines(const Guest& guest, Numbers& numbers) {
    for (uint32_t i = 0; i < deadlines_set; ++i) {
        const uint64_t us = draw_timeout(numbers).us();
        const uint64_t found = guest.word(2 * i) | uint64_t{guest.word(2 * i + 1)}
                                                       << 32;
        Experiment::expect(
            found == us + tick_us,
            fmt::format(
                "A timeout of {} us has its deadline {} us after the last tick; "
                "expected {}.",
                us, static_cast<int64_t>(found), us + tick_us),
            "Since the last tick up to a tick has passed, and nobody knows how much. "
            "To "
            "be never early, one tick is added.");
    }
}

/// What a queue leaves that is asked at each of these times.
Sequence woken(std::vector<std::pair<uint64_t, uint32_t>> waiting,
               uint64_t first,
               uint64_t step,
               uint32_t steps) {
    std::ranges::stable_sort(waiting, {},
                             [](const auto& entry) { return entry.first; });
    Sequence expected;
    size_t next = 0;
    for (uint64_t now = first; steps > 0; --steps, now += step) {
        const size_t before = next;
        for (; next < waiting.size() && waiting[next].first <= now; ++next) {
            expected.push_back(waiting[next].second);
        }
        expected.push_back(end_of_step + static_cast<uint32_t>(next - before));
    }
    return expected;
}

}  // namespace

CLAIM(sleep, is_never_too_short) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    numbers.below(1'000'000'000);
    expect_deadlines(guest, numbers);
}

CLAIM(sleep, has_more_than_one_word) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    numbers.below(1'000);
    expect_deadlines(guest, numbers);
}

CLAIM(sleep, first_wakes_first) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    std::vector<std::pair<uint64_t, uint32_t>> waiting;
    for (uint32_t i = 0; i < sleepers; ++i) {
        waiting.emplace_back(draw_deadline(numbers, i), i);
    }
    expect_sequence(woken(waiting, 1'000, 1, deadlines_apart), words_of(guest),
                    "Who wakes in each microsecond (4096: its end)",
                    "A tick looks at the first of the queue only. If that one is not "
                    "the next that is "
                    "due, others sleep too long.");
}

CLAIM(sleep, equals_keep_their_order) {
    const Guest guest = experiment.boot();
    Sequence expected{end_of_step};
    for (uint32_t i = 0; i < sleepers; ++i) {
        expected.push_back((i * 7 + 3) % sleepers);
    }
    expected.push_back(end_of_step + sleepers);
    expect_sequence(
        expected, words_of(guest), "Who wakes, all at the same time",
        "Those who are due at the same time wake in the order in which they "
        "came.");
}

CLAIM(sleep, late_ones_wait) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    std::vector<std::pair<uint64_t, uint32_t>> waiting;
    for (uint32_t i = 0; i < sleepers; ++i) {
        const uint64_t hours = (i * 7) % sleepers;
        waiting.emplace_back(hours << 32 | numbers.next(), i);
    }
    const uint64_t hour = uint64_t{1} << 32;
    expect_sequence(woken(waiting, hour, hour, sleepers), words_of(guest),
                    "Who wakes every 2^32 us (4096: one more has passed)",
                    "The clock has 64 bits. Half of a deadline says nothing.");
}

CLAIM(sleep, may_end_early) {
    const Guest guest = experiment.boot();
    Numbers numbers = experiment.numbers();
    std::vector<std::pair<uint64_t, uint32_t>> waiting;
    for (uint32_t i = 0; i < sleepers; ++i) {
        waiting.emplace_back(draw_deadline(numbers, i), i);
    }
    for (uint32_t i = 0; i < sleepers; ++i) {
        const Leaving leaving = draw_leaving(numbers, i);
        std::erase_if(waiting, [&](const auto& entry) {
            return entry.second == leaving.sleeper;
        });
        waiting.emplace_back(leaving.deadline_us, leaving.sleeper);
    }
    expect_sequence(woken(waiting, 1'000, 1, deadlines_apart), words_of(guest),
                    "Who wakes in each microsecond (4096: its end)",
                    "Most waits end before their time, and leave the queue from its "
                    "middle. Who is left must be linked in both directions.");
}

CLAIM(sleep, sleeper_wakes_at_its_tick) {
    const Guest guest = play(experiment);
    Experiment::expect(guest.count() == 5 * sleeps_watched, "Not everybody woke.", "");
    for (uint32_t i = 0; i < guest.count(); i += 5) {
        const uint64_t deadline = guest.word(i + 1) | uint64_t{guest.word(i + 2)} << 32;
        const uint64_t woke = guest.word(i + 3) | uint64_t{guest.word(i + 4)} << 32;
        Experiment::expect(woke >= deadline && woke < deadline + tick_us,
                           fmt::format("Thread {} was due at {} us, and ran at {} us.",
                                       guest.word(i), deadline, woke),
                           "A sleeper is more important than who works meanwhile: it "
                           "runs at the first "
                           "tick that is not before its deadline.");
    }
}

}  // namespace kumquat::grading
