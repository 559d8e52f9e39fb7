// method_test.cpp -- the counting itself: on code of known length, in the emulator.
#include "tools/bench/path.hpp"
#include "tools/machine/machine.hpp"
#include "tools/machine/symbols.hpp"

#include <algorithm>
#include <gtest/gtest.h>

namespace kumquat::bench {
namespace {

std::filesystem::path counted_guest() {
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "guests" /
           "counted.elf";
}

machine::Run run_of_guest() {
    machine::Run run;
    run.kernel = counted_guest();
    run.memory_mb = 20;
    run.instruction_budget = 1'000'000;
    run.record = true;
    return run;
}

constexpr std::size_t rounds = 1000, loop_length = 3, words = 16;
/// QEMU counts each round of a string instruction, and a last one that finds nothing to do.
constexpr std::size_t string_length = words + 1;
constexpr std::size_t others = 5;

std::size_t count_at(const Steps& steps, uint32_t address) {
    return static_cast<std::size_t>(std::ranges::count_if(
        steps, [address](const Step& step) { return step.address() == address; }));
}

TEST(counting, a_loop_of_known_length_is_counted_to_the_instruction) {
    const machine::Outcome outcome = machine::run(run_of_guest());
    ASSERT_EQ(outcome.ending, machine::Ending::exited) << outcome.sentence();
    const Steps steps = steps_of(outcome.recording);
    const machine::Symbols symbols{counted_guest()};
    EXPECT_EQ(steps.size(), rounds * loop_length + string_length + others);
    EXPECT_EQ(count_at(steps, *symbols.find("loop_begin")), rounds);
    EXPECT_EQ(count_at(steps, *symbols.find("string_instruction")), string_length);
}

TEST(counting, agrees_with_the_emulators_own_clock) {
    // Under -icount shift=0 an instruction takes a nanosecond; the run has four instructions
    // before the loop and its two marks, and three behind, the last of them outb.
    const machine::Outcome outcome = machine::run(run_of_guest());
    const Steps steps = steps_of(outcome.recording);
    constexpr std::size_t not_recorded = 3 + 2 + 3;
    EXPECT_EQ(outcome.virtual_ns, steps.size() + not_recorded);
    EXPECT_EQ(outcome.instructions, steps.size() + not_recorded);
}

TEST(counting, each_memory_access_stands_behind_its_instruction) {
    const machine::Outcome outcome = machine::run(run_of_guest());
    const Steps steps = steps_of(outcome.recording);
    const machine::Symbols symbols{counted_guest()};
    std::size_t loads = 0, stores = 0;
    for (const Step& step : steps) {
        for (const plugin::Entry& access : step.accesses) {
            ++(access.kind == plugin::Kind::store ? stores : loads);
            EXPECT_EQ(access.size, 4u);
        }
        if (step.address() == *symbols.find("loop_begin")) {
            ASSERT_EQ(step.accesses.size(), 2u);
            EXPECT_EQ(step.accesses[0].address, *symbols.find("counter"));
        }
    }
    EXPECT_EQ(loads, rounds + words + 1);
    EXPECT_EQ(stores, rounds + words + 1);
}

TEST(counting, a_piece_can_be_chosen_by_counts_of_instructions) {
    machine::Run run = run_of_guest();
    run.record_from = 4;  // the first of the loop
    run.record_to = 4 + 2 * loop_length;
    const machine::Outcome outcome = machine::run(run);
    const Steps steps = steps_of(outcome.recording);
    const machine::Symbols symbols{counted_guest()};
    ASSERT_EQ(steps.size(), 2 * loop_length);
    EXPECT_EQ(steps[0].address(), *symbols.find("loop_begin"));
    EXPECT_EQ(steps[loop_length].address(), *symbols.find("loop_begin"));
}

}  // namespace
}  // namespace kumquat::bench
