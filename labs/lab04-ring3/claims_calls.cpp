// claims_calls.cpp -- lab 4, stage 2: results in their registers, and nothing else changed.
#include "labs/lab04-ring3/expect.hpp"

namespace kumquat::grading::lab04 {

namespace {

/// Registers of a call of id_nearest for nil, as they should come back.
Called with_own_id(const Numbers& numbers) {
    Called expected = draw_called(numbers, 0);
    expected.eax = 0;
    expected.esi = sigma0_id.low();
    expected.edi = sigma0_id.high();
    return expected;
}

}  // namespace

CLAIM(calls, own_id_is_told) {
    const ProgramRun run = experiment.run_program();
    const Called expected = with_own_id(experiment.numbers());
    const auto actual = Noted{run}.take<Called>();
    const char* const so =
        "A program that does not know who it is can tell nobody where to answer.";
    Experiment::expect_equal(expected.esi, actual.esi, "ESI behind id_nearest", so);
    Experiment::expect_equal(expected.edi, actual.edi, "EDI behind id_nearest", so);
    Experiment::expect_equal(expected.eax, actual.eax, "EAX behind id_nearest",
                             "Type 0 says that a thread is near, as oneself is.");
}

CLAIM(calls, own_id_is_ones_own) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    Experiment::expect_equal(answer_to_challenge(experiment.numbers().at(0) | 1),
                             noted.next(), "What the root task answers",
                             "It has not come back from its calls.");
    Experiment::expect_equal(0, noted.next(), "Type of the root task's own id",
                             "Oneself is near.");
    const char* const so = "Two threads believe that they are the same one.";
    Experiment::expect_equal(root_id.low(), noted.next(), "Low word of root's own id",
                             so);
    Experiment::expect_equal(root_id.high(), noted.next(), "High word of root's own id",
                             so);
}

CLAIM(calls, own_id_keeps_the_rest) {
    const ProgramRun run = experiment.run_program();
    expect_called(with_own_id(experiment.numbers()), Noted{run}.take<Called>(),
                  "id_nearest",
                  "The compiler of a program keeps its variables in these registers.");
}

CLAIM(calls, yield_keeps_registers) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    for (uint32_t i = 0; i < 4; ++i) {
        Called expected = draw_called(experiment.numbers(), i);
        expected.esi = 0;
        expect_called(expected, noted.take<Called>(), "thread_switch",
                      "thread_switch has no results: all registers come back as they "
                      "went in, though another program has run meanwhile.");
    }
    Experiment::expect(
        noted.next() > 0,
        "The root task did not run while sigma0 gave the processor away.",
        "Who has nothing to do could not let others work.");
}

CLAIM(calls, yield_names_a_thread) {
    const ProgramRun run = experiment.run_program();
    Called expected = draw_called(experiment.numbers(), 0);
    expected.esi = root_id.low();
    expect_called(expected, Noted{run}.take<Called>(), "thread_switch to the root task",
                  "It has no results.");
    const TraceRecord& told = find_event(run, TraceKind::thread_switch, thread_2(0),
                                         "The call was not carried out.");
    Experiment::expect_equal(root_id.number().value, told.columns[1],
                             "Number of the thread to which sigma0 gives the processor",
                             "The call does not find its parameters in the frame.");
}

CLAIM(calls, yield_keeps_flags) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    constexpr uint32_t carry = 1, parity = 4, overflow = 0x800;
    for (const uint32_t flags : {carry | overflow, parity, direction_flag}) {
        Experiment::expect_equal(
            program_flags | flags, noted.next(), "EFLAGS behind thread_switch",
            "A program may call the kernel between a comparison and its jump.");
    }
    Experiment::expect(noted.next() > 0, "The root task did not run.",
                       "The call came back without having done its work.");
}

CLAIM(calls, empty_ipc_comes_back) {
    const ProgramRun run = experiment.run_program();
    Noted noted{run};
    for (uint32_t i = 0; i < 3; ++i) {
        Called expected = draw_called(experiment.numbers(), i);
        expected.eax = 0;
        expected.ebp = invalid_word;
        expect_called(expected, noted.take<Called>(), "an ipc without phases",
                      "Nothing to send and nothing to receive: EAX is 0, and all else "
                      "is kept.");
    }
}

}  // namespace kumquat::grading::lab04
