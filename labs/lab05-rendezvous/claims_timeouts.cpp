// claims_timeouts.cpp -- lab 5, stage 3: the clock, and when it does not matter any more.
#include "labs/lab05-rendezvous/expect.hpp"

namespace kumquat::grading {

namespace {

/// As receive_timeout_ms() and send_timeout_ms() say it: in units of 256 us.
uint64_t rounded_us(uint32_t milliseconds) { return milliseconds * 1000 / 256 * 256; }

}  // namespace

CLAIM(timeouts, zero_never_waits) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, 4);
    const char* const so = "A server that must not wait for its clients would hang.";
    expect_error(calls[0], IpcError::send_timeout, so);
    expect_error(calls[1], IpcError::receive_timeout, so);
    expect_message(calls[2], experiment.numbers(), 2, 0);
    expect_error(calls[3], IpcError::receive_timeout, so);
    for (const uint32_t i : {0, 1, 3}) {
        expect_at_once(calls[i]);
    }
}

CLAIM(timeouts, receive_ends_in_time) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, waits_timed);
    for (uint32_t i = 0; i < waits_timed; ++i) {
        expect_error(calls[i], IpcError::receive_timeout,
                     "The caller must know in which phase it gave up.");
        expect_duration(calls[i], rounded_us(draw_ms(experiment.numbers(), i)));
    }
}

CLAIM(timeouts, send_ends_in_time) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, waits_timed);
    for (uint32_t i = 0; i < waits_timed; ++i) {
        expect_error(calls[i], IpcError::send_timeout,
                     "The caller must know whether its message went over.");
        expect_duration(calls[i], rounded_us(draw_ms(experiment.numbers(), i)));
    }
}

CLAIM(timeouts, late_receiver_finds_nobody) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, 2);
    expect_message(calls[0], experiment.numbers(), 2, 0);
    expect_error(run.calls_of(1, 1)[0], IpcError::send_timeout,
                 "Nobody took its message in time.");
    expect_error(calls[1], IpcError::receive_timeout,
                 "A sender that has given up is still in the queue: its message would "
                 "be delivered although it was told that it was not.");
    expect_result(run.calls_of(2, 1)[0], 0, "Its message was taken in time.");
}

CLAIM(timeouts, message_stops_the_clock) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const std::vector<Call> first = run.calls_of(1, 2), second = run.calls_of(2, 2);
    expect_message(first[0], numbers, 0, 0);
    expect_result(second[0], 0, "Its message was taken in time.");
    // Their next waits have no end, and the clock of the last one is not theirs.
    expect_message(first[1], numbers, 0, 1);
    expect_message(second[1], numbers, 0, 2);
}

CLAIM(phases, each_has_its_own_timeout) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const std::vector<Call> calls = run.calls_of(0, 4);
    expect_result(calls[1], 0, "The client still waits for its answer.");
    expect_words(run.calls_of(1, 1)[0], answer_to(first_word(numbers, 1, 0)), 0);
    expect_error(run.calls_of(2, 1)[0], IpcError::receive_timeout,
                 "The receive timeout counts from the end of the send phase on.");
    expect_error(calls[3], IpcError::send_timeout, "The client has given up.");
}

}  // namespace kumquat::grading
