// claims_phases.cpp -- lab 5, stages 4 and 5: two phases without a gap, and ends.
#include "labs/lab05-rendezvous/expect.hpp"

namespace kumquat::grading {

namespace {

/// What a server answers to the first message of a thread.
void expect_answer(const Call& call, const Numbers& numbers, uint32_t message = 0) {
    expect_words(call, answer_to(first_word(numbers, call.thread, message)),
                 answer_to(second_word(numbers, call.thread, message)));
}

}  // namespace

CLAIM(phases, call_gets_its_answer) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, calls_made);
    for (uint32_t i = 0; i < calls_made; ++i) {
        expect_answer(calls[i], experiment.numbers(), i);
    }
}

CLAIM(phases, call_runs_its_server) {
    const ProgramRun run = experiment.run_program();
    expect_next_to_run(run, 1,
                       "Client and server are one chain of work. If others ran in "
                       "between, each call would cost a round through all of them.");
    expect_answer(run.calls_of(0, 1)[0], experiment.numbers());
}

CLAIM(phases, client_is_ready_for_its_answer) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, 2 * clients);
    for (uint32_t i = 0; i < clients; ++i) {
        expect_result(calls[2 * i + 1], 0,
                      "A server answers without waiting, so a client that is not "
                      "ready loses its answer. Sending and receiving are one step.");
        expect_answer(run.calls_of(1 + i, 1)[0], experiment.numbers());
    }
}

CLAIM(phases, server_takes_the_next) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, clients + 1);
    for (uint32_t i = 0; i < clients; ++i) {
        expect_message(calls[i], experiment.numbers(), 1 + i, 0);
        expect_answer(run.calls_of(1 + i, 1)[0], experiment.numbers());
    }
    expect_error(calls[clients], IpcError::receive_timeout,
                 "Nobody was left: the answer went out, and the look found no one.");
}

CLAIM(phases, failed_send_receives_nothing) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, 2);
    expect_error(calls[0], IpcError::send_timeout,
                 "Who called, and could not, must hear it: not somebody else's message "
                 "as if it were the answer.");
    expect_at_once(calls[0]);
    expect_message(calls[1], experiment.numbers(), 2, 0);
}

CLAIM(phases, only_the_server_answers) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, 2);
    expect_answer(calls[0], experiment.numbers());
    expect_message(calls[1], experiment.numbers(), 2, 0);
}

CLAIM(phases, sender_receives_at_once) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const std::vector<Call> calls = run.calls_of(0, 2);
    expect_message(calls[0], numbers, 1, 0);
    expect_message(run.calls_of(1, 1)[0], numbers, 2, 0);
    expect_result(run.calls_of(2, 1)[0], 0,
                  "Its receiver's message was taken, so it receives: now.");
    expect_message(calls[1], numbers, 3, 0);
    expect_error(run.calls_of(3, 1)[0], IpcError::receive_timeout,
                 "It does not want to wait, and nobody was there.");
}

CLAIM(ends, receiver_is_told) {
    const ProgramRun run = experiment.run_program();
    const std::vector<uint32_t>& notes = run.notes();
    constexpr uint32_t waits = 3;
    Experiment::expect(notes.size() == waits,
                       fmt::format("{} of {} threads went on.", notes.size(), waits),
                       "lthread_ex_regs gets a thread out of any wait.");
    for (const uint32_t note : notes) {
        Experiment::expect_equal(static_cast<uint32_t>(IpcError::receive_cancelled),
                                 note, "EAX of a thread that was sent elsewhere",
                                 "It must know that its wait is over, and in which "
                                 "phase.");
    }
    const std::vector<Call> calls = run.calls_of(0, 4);
    for (size_t i = 1; i < calls.size(); ++i) {
        expect_error(calls[i], IpcError::send_timeout,
                     "It does not wait any more, but it still gets messages.");
    }
}

CLAIM(ends, sender_leaves_the_queue) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, 3);
    Experiment::expect(run.notes().size() == 2, "Not every thread went on.",
                       "lthread_ex_regs gets a thread out of any wait.");
    for (const uint32_t note : run.notes()) {
        Experiment::expect_equal(static_cast<uint32_t>(IpcError::send_cancelled), note,
                                 "EAX of a thread that was sent elsewhere",
                                 "It must know that its message was not taken.");
    }
    expect_message(calls[0], experiment.numbers(), 1, 0);
    expect_message(calls[1], experiment.numbers(), 4, 0);
    expect_error(calls[2], IpcError::receive_timeout,
                 "A message was taken from a thread that sends no more.");
}

CLAIM(ends, clock_stops) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    // The calls that were broken off do not come back; behind them each thread waits anew.
    for (const uint32_t thread : {1u, 2u}) {
        const std::vector<Call> calls = run.calls_of(thread, 2);
        Experiment::expect(!calls[0].has_returned(), "A call came back twice.",
                           "The thread was sent elsewhere.");
        expect_message(calls[1], numbers, 0, thread - 1);
    }
}

}  // namespace kumquat::grading
