// endings_test.cpp -- each way in which a run can end is told from the others.
#include "tests/machine/guest.hpp"

#include "tools/machine/symbols.hpp"

#include <gtest/gtest.h>

namespace kumquat::machine {
namespace {

/// A run that no budget ends, and the wall clock only after a test would be given up.
machine::Run unlimited_run(const std::string& name) {
    machine::Run run = guest_run(name);
    run.instruction_budget = run.virtual_budget_ns = UINT64_MAX / 2;
    run.wall_clock_limit = std::chrono::minutes{10};
    return run;
}

TEST(endings, exit_value_arrives_with_registers_and_memory) {
    const Outcome outcome = run(guest_run("exit_value"));
    ASSERT_EQ(outcome.ending, Ending::exited) << outcome.sentence();
    EXPECT_EQ(outcome.exit_value, 42u);
    EXPECT_EQ(outcome.instructions, 4u);
    EXPECT_EQ(outcome.virtual_ns, 4u);
    const Symbols symbols{guest("exit_value")};
    EXPECT_EQ(outcome.registers.ebx, 0x12345678u);
    EXPECT_EQ(outcome.registers.eip, symbols.find("after"));
    EXPECT_EQ(outcome.memory.size(), 20u << 20);
    EXPECT_EQ(outcome.memory.read_physical<uint32_t>(*symbols.find("marker")), 0xCAFEu);
    EXPECT_THROW(outcome.memory.read_physical<uint32_t>((20u << 20) - 3),
                 std::out_of_range);
}

TEST(endings, triple_fault_shows_the_chain_of_exceptions) {
    const Outcome outcome = run(guest_run("triple_fault"));
    ASSERT_EQ(outcome.ending, Ending::reset) << outcome.sentence();
    const Symbols symbols{guest("triple_fault")};
    ASSERT_GE(outcome.exceptions.size(), 3u);
    EXPECT_EQ(outcome.exceptions[0].vector, 6u);   // #UD
    EXPECT_EQ(outcome.exceptions[1].vector, 13u);  // #GP: no gate for it
    EXPECT_EQ(outcome.exceptions[2].vector, 8u);   // #DF
    EXPECT_EQ(outcome.exceptions[0].eip, symbols.find("culprit"));
}

TEST(endings, reset_by_the_keyboard_controller_has_no_exceptions) {
    const Outcome outcome = run(guest_run("keyboard_reset"));
    EXPECT_EQ(outcome.ending, Ending::reset) << outcome.sentence();
    EXPECT_TRUE(outcome.exceptions.empty());
}

TEST(endings, halt_without_interrupts_is_reported_at_once) {
    for (const char* name : {"halt", "masked", "prefixed_halt"}) {
        const Outcome outcome = run(unlimited_run(name));
        EXPECT_EQ(outcome.ending, Ending::halted) << name << ": " << outcome.sentence();
    }
}

TEST(endings, a_jump_to_where_no_memory_is_is_reported_at_once) {
    const Outcome outcome = run(guest_run("nowhere"));
    ASSERT_EQ(outcome.ending, Ending::no_memory) << outcome.sentence();
    EXPECT_EQ(outcome.registers.eip, 0x40000000u);
    EXPECT_EQ(outcome.instructions, 2u);
    ASSERT_FALSE(outcome.last_blocks.empty());
    EXPECT_EQ(outcome.last_blocks[0], Symbols{guest("nowhere")}.find("entry"));
}

TEST(endings, code_that_always_changes_itself_does_not_wait_for_the_wall_clock) {
    const Outcome outcome = run(unlimited_run("new_code"));
    EXPECT_EQ(outcome.ending, Ending::changing_code) << outcome.sentence();
    EXPECT_LT(outcome.instructions, 1'000'000u);
}

TEST(endings, an_instruction_that_does_not_end_does_not_wait_for_the_wall_clock) {
    const Outcome outcome = run(unlimited_run("endless_copy"));
    EXPECT_EQ(outcome.ending, Ending::costly_instructions) << outcome.sentence();
    EXPECT_LT(outcome.instructions, 100u);
}

TEST(endings, memory_laid_out_anew_all_the_time_does_not_wait_for_the_wall_clock) {
    const Outcome outcome = run(unlimited_run("new_layout"));
    EXPECT_EQ(outcome.ending, Ending::costly_instructions) << outcome.sentence();
    EXPECT_LT(outcome.instructions, 10'000'000u);
}

TEST(endings, endless_loop_ends_at_its_budget_the_same_in_two_runs) {
    // One instruction, then blocks of 1 and 3: 999,998 is the last boundary within 1,000,000.
    const Outcome first = run(guest_run("loop"));
    const Outcome second = run(guest_run("loop"));
    ASSERT_EQ(first.ending, Ending::instruction_budget) << first.sentence();
    EXPECT_LE(first.instructions, 1'000'000u);
    EXPECT_GT(first.instructions, 1'000'000u - 4);
    EXPECT_EQ(first.instructions, second.instructions);
    EXPECT_EQ(first.registers.eip, second.registers.eip);
    EXPECT_EQ(first.registers.eax, second.registers.eax);
    EXPECT_EQ(first.last_blocks.size(), 2u);
}

TEST(endings, idle_kernel_ends_by_virtual_time_after_few_instructions) {
    const Outcome first = run(guest_run("idle"));
    const Outcome second = run(guest_run("idle"));
    ASSERT_EQ(first.ending, Ending::virtual_budget) << first.sentence();
    EXPECT_GE(first.virtual_ns, 100'000'000u);
    EXPECT_LT(first.virtual_ns, 101'000'000u);  // within a tick
    EXPECT_LT(first.instructions, 10'000u);
    EXPECT_EQ(first.virtual_ns, second.virtual_ns);
    EXPECT_EQ(first.instructions, second.instructions);
    const uint32_t ticks = *Symbols{guest("idle")}.find("ticks");
    EXPECT_EQ(first.memory.read_physical<uint32_t>(ticks), 100u);
}

TEST(endings, slow_host_is_an_infrastructure_error) {
    machine::Run run = unlimited_run("loop");
    run.wall_clock_limit = std::chrono::milliseconds{500};
    const Outcome outcome = machine::run(run);
    EXPECT_EQ(outcome.ending, Ending::wall_clock);
    EXPECT_TRUE(is_infrastructure_error(outcome.ending));
    EXPECT_NE(outcome.problem.find("too slow"), std::string::npos);
}

TEST(endings, missing_files_are_named) {
    machine::Run run = guest_run("no_such_guest");
    EXPECT_THROW(machine::run(run), std::runtime_error);
    run = guest_run("halt");
    run.modules = {{"no/such/module", ""}};
    EXPECT_THROW(machine::run(run), std::runtime_error);
}

TEST(endings, emulator_that_cannot_start_says_why) {
    machine::Run run = guest_run("halt");
    run.plugin = "/nonexistent/plugin.so";
    const Outcome outcome = machine::run(run);
    EXPECT_EQ(outcome.ending, Ending::emulator_failed);
    EXPECT_NE(outcome.problem.find("plugin"), std::string::npos) << outcome.problem;
}

}  // namespace
}  // namespace kumquat::machine
