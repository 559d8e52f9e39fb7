// diagnosis_test.cpp -- how a run ended becomes what a student should think of.
#include "grading/diagnosis.hpp"

#include "kernel/debug/end_of_run.hpp"
#include "labs/common/evidence.hpp"

#include <gtest/gtest.h>

namespace kumquat::grading {
namespace {

using machine::Ending;

/// Symbols of some 32-bit program: the smallest that there is, a header only.
machine::Symbols no_symbols() {
    static const auto file = std::filesystem::path{testing::TempDir()} / "empty.elf";
    unsigned char header[52] = {0x7F, 'E', 'L', 'F', 1, 1, 1};
    header[16] = 2;  // executable
    header[18] = 3;  // i386
    header[20] = 1;
    header[40] = 52;  // size of this header
    header[46] = 40;  // size of a section header
    FILE* const out = fopen(file.c_str(), "wb");
    fwrite(header, 1, sizeof(header), out);
    fclose(out);
    return machine::Symbols{file};
}

Diagnosis diagnosis_of(const machine::Outcome& outcome) {
    return diagnose(outcome, no_symbols());
}

machine::Outcome exited(uint32_t value, const std::string& console = "") {
    machine::Outcome outcome;
    outcome.ending = Ending::exited;
    outcome.exit_value = value;
    outcome.console = console;
    return outcome;
}

TEST(diagnosis, repeats_what_an_empty_hole_says) {
    const Diagnosis diagnosis = diagnosis_of(exited(
        run_reached_hole, "hello\r\nLab 0, hole \"x\" is still empty. y.md#z\r\n"));
    EXPECT_EQ(diagnosis.kind, "hole");
    EXPECT_EQ(diagnosis.saw, "Lab 0, hole \"x\" is still empty. y.md#z");
}

TEST(diagnosis, tells_a_panic_by_its_cause) {
    const Diagnosis diagnosis = diagnosis_of(exited(
        run_panicked, "\n┌─ Kumquat stopped: an invariant\r\n│ a.cpp:3  x == y\r\n"));
    EXPECT_EQ(diagnosis.kind, "panic");
    EXPECT_NE(diagnosis.saw.find("an invariant. a.cpp:3  x == y"), std::string::npos)
        << diagnosis.saw;
}

TEST(diagnosis, shows_the_chain_of_a_triple_fault) {
    machine::Outcome outcome;
    outcome.ending = Ending::reset;
    outcome.exceptions = {{.vector = 0, .eip = 0x1000}, {.vector = 13, .error = 8}};
    const Diagnosis diagnosis = diagnosis_of(outcome);
    EXPECT_EQ(diagnosis.kind, "reset");
    EXPECT_EQ(diagnosis.chain.find("#DE at 0x00001000"), 0u) << diagnosis.chain;
    EXPECT_NE(diagnosis.chain.find("→ #GP(0x0008)"), std::string::npos)
        << diagnosis.chain;
    EXPECT_TRUE(diagnosis.chain.ends_with("→ reset"));
}

TEST(diagnosis, tells_budgets_halts_and_early_exits_apart) {
    machine::Outcome outcome;
    outcome.ending = Ending::instruction_budget;
    EXPECT_EQ(diagnosis_of(outcome).kind, "budget");
    outcome.ending = Ending::virtual_budget;
    EXPECT_NE(diagnosis_of(outcome).saw.find("virtual time"), std::string::npos);
    outcome.ending = Ending::halted;
    EXPECT_EQ(diagnosis_of(outcome).kind, "halted");
    outcome.ending = Ending::changing_code;
    EXPECT_EQ(diagnosis_of(outcome).kind, "changing_code");
    outcome.ending = Ending::costly_instructions;
    EXPECT_EQ(diagnosis_of(outcome).kind, "costly_instructions");
    outcome.ending = Ending::no_memory;
    outcome.registers.eip = 0xF1001000;
    EXPECT_EQ(diagnosis_of(outcome).kind, "no_memory");
    EXPECT_NE(diagnosis_of(outcome).saw.find("0xF1001000"), std::string::npos);
    EXPECT_EQ(diagnosis_of(exited(run_succeeded)).kind, "wrong_exit");
    EXPECT_EQ(diagnosis_of(exited(exit_unknown_test)).kind, "unknown_test");
}

TEST(diagnosis, never_blames_the_student_for_the_host) {
    machine::Outcome outcome;
    for (const Ending ending : {Ending::wall_clock, Ending::emulator_failed}) {
        outcome.ending = ending;
        EXPECT_THROW(static_cast<void>(diagnosis_of(outcome)), CannotGrade);
    }
}

}  // namespace
}  // namespace kumquat::grading
