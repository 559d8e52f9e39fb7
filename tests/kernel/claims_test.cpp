// claims_test.cpp -- guest programs that state claims about the system calls.
#include "tests/kernel/boot.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace kumquat::test {

namespace {

/// The claims on a console that do not hold.
std::vector<std::string> broken_in(const std::string& console, int expected_count) {
    int count = 0;
    std::vector<std::string> broken;
    for (const std::string& line : lines_of(console)) {
        if (line.starts_with("claim ")) {
            ++count;
            if (!line.ends_with(" holds")) {
                broken.push_back(line);
            }
        }
    }
    EXPECT_EQ(count, expected_count) << console;
    return broken;
}

/// Run a program in QEMU and return its claims that do not hold.
std::vector<std::string> broken_claims(const std::string& program, int expected_count) {
    machine::Run run = run_of({program});
    run.instruction_budget = 500'000'000;
    const machine::Outcome outcome = machine::run(run);
    EXPECT_EQ(outcome.ending, machine::Ending::exited) << outcome.sentence();
    EXPECT_EQ(outcome.exit_value, 0u);
    return broken_in(outcome.console, expected_count);
}

/// Run a program in QEMU and in Bochs; all claims must hold. \return  the console of Bochs
std::string expect_claims_in_both(const std::string& program, int expected_count) {
    EXPECT_EQ(broken_claims(program, expected_count), std::vector<std::string>{});
    const machine::Outcome outcome = machine::run_bochs(run_of({program}));
    EXPECT_EQ(outcome.ending, machine::Ending::exited) << outcome.sentence();
    EXPECT_EQ(broken_in(outcome.console, expected_count), std::vector<std::string>{});
    return outcome.console;
}

}  // namespace

TEST(claims, exceptions_are_handled_by_the_thread_itself) {
    expect_claims_in_both("exception-claims", 36);
}

TEST(claims, privileged_instructions_are_carried_out) {
    const std::string console = expect_claims_in_both("emulation-claims", 13);
    EXPECT_NE(console.find("rdmsr of none is exception 13"), std::string::npos);
}

TEST(claims, floating_point_registers_belong_to_threads) {
    expect_claims_in_both("fpu-claims", 11);
}

TEST(claims, priorities_timeslices_and_donations) {
    EXPECT_EQ(broken_claims("scheduling-claims", 33), std::vector<std::string>{});
}

TEST(claims, null_segments_hurt_nobody_in_bochs_either) {
    expect_claims_in_both("segment-claims", 12);
}

TEST(claims, random_registers_in_all_calls_do_not_stop_the_kernel) {
    machine::Run run = run_of({"wild-calls"});
    run.instruction_budget = 2'000'000'000;
    run.virtual_budget_ns = 100'000'000'000;
    const machine::Outcome outcome = machine::run(run);
    EXPECT_EQ(outcome.ending, machine::Ending::exited) << outcome.sentence();
    EXPECT_EQ(outcome.exit_value, 0u);
    EXPECT_NE(outcome.console.find("wild calls survived"), std::string::npos);
    EXPECT_EQ(outcome.console.find("Kumquat stopped"), std::string::npos);
}

}  // namespace kumquat::test
