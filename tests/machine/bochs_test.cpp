// bochs_test.cpp -- the second emulator: same texts, and endings told by its log.
#include "tests/machine/guest.hpp"

#include <gtest/gtest.h>

namespace kumquat::machine {
namespace {

TEST(bochs, guest_sees_the_same_command_lines_as_in_qemu) {
    machine::Run run = guest_run("console");
    run.command_line = "one two=2";
    run.modules = {{guest("halt"), "a,b $c"}};
    const Outcome in_bochs = run_bochs(run);
    ASSERT_EQ(in_bochs.ending, Ending::exited) << in_bochs.sentence();
    EXPECT_EQ(in_bochs.console, machine::run(run).console);
    EXPECT_NE(in_bochs.port_e9.find("e9"), std::string::npos);
}

TEST(bochs, triple_fault_and_halt_are_told_apart) {
    EXPECT_EQ(run_bochs(guest_run("triple_fault")).ending, Ending::reset);
    EXPECT_EQ(run_bochs(guest_run("halt")).ending, Ending::halted);
}

TEST(bochs, endless_loop_ends_by_the_wall_clock) {
    machine::Run run = guest_run("loop");
    run.wall_clock_limit = std::chrono::seconds{5};
    const Outcome outcome = run_bochs(run);
    EXPECT_EQ(outcome.ending, Ending::wall_clock) << outcome.sentence();
    EXPECT_FALSE(outcome.problem.empty());
}

}  // namespace
}  // namespace kumquat::machine
