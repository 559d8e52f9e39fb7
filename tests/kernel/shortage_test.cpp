// shortage_test.cpp -- the k-th allocation of the kernel fails, for every k.
#include "tests/kernel/boot.hpp"

#include <gtest/gtest.h>

namespace kumquat::test {

TEST(shortage, no_allocation_that_fails_stops_the_kernel) {
    machine::Run run = run_of(demo_programs("steady"));
    run.instruction_budget = 20'000'000;
    const uint64_t undisturbed = machine::run(run).instructions;
    uint32_t k = 1;
    for (; k < 200; ++k) {
        run.command_line = "failalloc=" + std::to_string(k);
        const machine::Outcome outcome = machine::run(run);
        EXPECT_EQ(outcome.console.find("Kumquat stopped"), std::string::npos)
            << "allocation " << k << ": " << outcome.console;
        if (outcome.instructions < undisturbed + 1000 && outcome.exit_value == 0 &&
            outcome.console.find("No memory") == std::string::npos && k > 30) {
            break;
        }
    }
    RecordProperty("allocations", std::to_string(k));
    EXPECT_LT(k, 200u);
}

}  // namespace kumquat::test
