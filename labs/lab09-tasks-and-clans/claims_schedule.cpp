// claims_schedule.cpp -- lab 9, stage 5: who may say how important a thread is.
#include "kernel/abi/timeouts.hpp"
#include "labs/lab09-tasks-and-clans/expect.hpp"

namespace kumquat::grading::lab09 {

namespace {

constexpr uint32_t refused = 0xFFFFFFFF;
const ThreadId nobody = ThreadId::invalid();

uint32_t priority_in(uint32_t word) { return word & 0xFF; }
uint32_t state_in(uint32_t word) { return word >> 16 & 0xF; }
uint64_t slice_in(uint32_t word) {
    const uint32_t exponent = word >> 20 & 0xF;
    return (word >> 24) * (uint64_t{1} << 2 * (15 - exponent));
}

void expect_priority(const Told& told,
                     uint32_t place,
                     uint32_t expected,
                     const char* what,
                     const char* so) {
    const uint32_t word = told.word(place);
    Experiment::expect(word != refused, fmt::format("{}: the call was refused.", what),
                       so);
    Experiment::expect(
        priority_in(word) == expected,
        fmt::format("{}: priority {}; expected {}.", what, priority_in(word), expected),
        so);
}

/// Never shorter than asked for, and a tick longer at most; what the mantissa cannot say is cut.
void expect_slice(const Told& told, uint32_t place, uint32_t word, const char* so) {
    const uint64_t expected = slice_in(word), actual = slice_in(told.word(place));
    Experiment::expect(
        actual + actual / 128 >= expected && actual <= expected + expected / 128 + 1000,
        fmt::format("The timeslice is {} µs; expected {} µs.", actual, expected), so);
}

/// The steps were told in this order.
void expect_order(const Told& told,
                  std::initializer_list<uint32_t> places,
                  const char* so) {
    uint32_t step = 0;
    for (const uint32_t place : places) {
        ++step;
        Experiment::expect(
            told.word(place) == step,
            fmt::format("What should have run as number {} ran as number {}.", step,
                        told.word(place)),
            so);
    }
}

}  // namespace

CLAIM(schedule, state_is_told) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    const char* const so = "Who schedules must know whom: how important it is, what it "
                           "does, and for whom it waits.";
    constexpr uint32_t states[] = {0xC, 0xD, 0xC, 0xC, 0};
    const ThreadId partners[] = {root_id, root_id.with_lthread(3), nobody, nobody,
                                 nobody};
    constexpr const char* who[] = {"one that waits for root", "one that waits to send",
                                   "one that sleeps", "one that waits for anybody",
                                   "the running thread"};
    for (uint32_t i = 0; i < 5; ++i) {
        expect_priority(told, 10 * i, 16, who[i], so);
        Experiment::expect_equal(states[i], state_in(told.word(10 * i)),
                                 fmt::format("The state of {}", who[i]), so);
        expect_id(partners[i], told.id(10 * i + 1),
                  fmt::format("The partner of {}", who[i]), so);
        expect_slice(told, 10 * i, 0x27B00000, so);  // 10 ms
    }
}

CLAIM(schedule, time_is_told) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    const char* const so = "Time is what a scheduler deals in.";
    Experiment::expect(
        told.word(50) >= 5'000 && told.word(50) <= 40'000,
        fmt::format("A thread has computed for some milliseconds; it is told "
                    "of {} µs.",
                    told.word(50)),
        so);
    Experiment::expect_equal(0, told.word(51), "The upper half of the time", so);
    Experiment::expect_equal(0, told.word(52), "The time of one that slept meanwhile",
                             so);
}

CLAIM(schedule, priority_takes_effect) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    expect_order(
        told, {0, 1, 3, 2, 4, 5, 6, 7, 8},
        "Who is raised above the running thread runs at once; who is lowered, were "
        "it oneself, lets the others run.");
    const char* const so = "The old values come back, the new ones are set.";
    expect_priority(told, 10, 16, "The answer to who raises a thread", so);
    expect_priority(told, 20, 16, "The answer to who lowers one", so);
    expect_priority(told, 30, low_priority(numbers), "The lowered one", so);
    expect_priority(told, 40, 0, "One at priority 0",
                    "0 is a priority like any other.");
}

CLAIM(schedule, mcp_is_the_limit) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const uint32_t mcp = mcp_of(numbers, 1);
    const char* const so =
        "A task sets priorities up to its mcp, and not one above it.";
    expect_priority(told, 0, 16, "At first", so);
    expect_priority(told, 10, mcp, "Set to the mcp", so);
    expect_priority(told, 20, mcp, "Set one above it", so);
    expect_priority(told, 30, mcp, "Set to 255", so);
}

CLAIM(schedule, rest_is_done) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    for (uint32_t i = 0; i < 3; ++i) {
        expect_slice(
            told, 10 * (i + 1), slice_word(numbers, i),
            "A priority that may not be set is no reason not to set the timeslice.");
    }
}

CLAIM(schedule, higher_ones_are_out_of_reach) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const uint32_t mcp = mcp_of(numbers, 1);
    const char* const so =
        "Who is more important than you may ever make anybody is not "
        "yours to change.";
    Experiment::expect_equal(refused, told.word(0), "A thread one above the mcp: EAX",
                             so);
    expect_priority(told, 10, mcp, "A thread at the mcp", so);
    expect_priority(told, 20, mcp + 1, "The first, afterwards", so);
    expect_priority(told, 30, 7, "The second, afterwards", so);
    Experiment::expect_equal(refused, told.word(50), "Who only asks: EAX", so);
}

CLAIM(schedule, nobody_has_no_priority) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    for (uint32_t i = 0; i < 3; ++i) {
        Experiment::expect_equal(refused, told.word(40 + i),
                                 "A thread that does not exist: EAX",
                                 "There is nothing to tell, and nothing to change.");
    }
}

CLAIM(schedule, asking_changes_nothing) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so = "EAX = -1 asks, and changes nothing.";
    for (const uint32_t place : {0, 10}) {
        expect_priority(told, place, low_priority(numbers),
                        "A thread that was asked about", so);
        expect_slice(told, place, slice_word(numbers, 0), so);
        expect_id(root_id.with_lthread(5), told.id(place + 3), "Its preempter", so);
    }
}

CLAIM(schedule, slices_are_set) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "Mantissa times 4 to the power of 15 - exponent, in microseconds.";
    for (uint32_t i = 0; i < slices_set; ++i) {
        expect_slice(told, 10 * i, slice_word(numbers, i), so);
    }
    expect_slice(told, 10 * slices_set, slice_word(numbers, slices_set - 1),
                 "An exponent of 0 leaves the timeslice.");
}

CLAIM(schedule, without_time_only_on_donation) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    const char* const so =
        "A thread whose timeslice is zero is never chosen; it runs when "
        "another gives it time.";
    Experiment::expect_equal(0, told.word(0),
                             "What it did while less important ones ran", so);
    Experiment::expect_equal(0, told.word(1), "What it did while all others slept", so);
    Experiment::expect(told.word(2) > 1000,
                       fmt::format("On donated time it counted to {}.", told.word(2)),
                       so);
}

CLAIM(schedule, preempter_is_kept) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "The kernel keeps the preempter, and gives the old one back; nil "
        "and invalid leave it.";
    const ThreadId one = member_id(numbers, 3, 5), other = member_id(numbers, 6, 8);
    const ThreadId old[] = {ThreadId::nil(), one, one, one, other};
    for (uint32_t i = 1; i < 5; ++i) {
        expect_id(old[i], told.id(10 * i + 3),
                  fmt::format("The old preempter, call {}", i + 1), so);
    }
}

CLAIM(schedule, children_inherit) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Told told{run};
    const char* const so =
        "A new task begins with the priority and the timeslice of who "
        "creates it.";
    expect_done(told, 0, new_id(numbers, 0, 0), "The id of a new task", so);
    expect_priority(told, 10, low_priority(numbers), "A new task", so);
    expect_slice(told, 10, slice_word(numbers, 1), so);
}

CLAIM(schedule, deletion_steps_aside) {
    const ProgramRun run = experiment.run_program();
    const Told told{run};
    const char* const so = "A thread that is more important must not wait until a "
                           "large task is deleted.";
    expect_order(told, {0, 1}, so);
    constexpr uint32_t two_ticks_and_a_step_ns = 2'100'000;
    const uint32_t slept = told.word(place_of_sleep);
    Experiment::expect(
        slept < two_ticks_and_a_step_ns,
        fmt::format("A sleep of 1 ms took {} instructions, while another thread "
                    "deleted a large task.",
                    slept),
        so);
}

}  // namespace kumquat::grading::lab09
