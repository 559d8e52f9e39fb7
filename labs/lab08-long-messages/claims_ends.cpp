// claims_ends.cpp -- lab 8, stage 5: messages that do not arrive.
#include "labs/lab08-long-messages/expect.hpp"

namespace kumquat::grading::lab08 {

namespace {

constexpr const char* told =
    "Who waits for a message that will not come waits for ever.";

/// A partner's last call took as long as a fault may take, and not much longer.
void expect_fault_timeout(const ProgramRun& run) {
    constexpr uint64_t tick_us = 1000,
                       ticks = 4;  // two phases, each rounded up, and one more
    const uint64_t us = run.calls_of(trier_of(sender), 1).back().duration_ns() / 1000;
    Experiment::expect(
        us >= fault_timeout_us && us <= fault_timeout_us + ticks * tick_us,
        fmt::format("The message ended after {} us; {} are the fault's.", us,
                    fault_timeout_us),
        "How long one waits for the other's pager, the other side must not "
        "decide.");
}

/// Nothing of the strings has come: the first byte of their place is missing.
void expect_no_string(const ProgramRun& run,
                      const Experiment& experiment,
                      const Plan& plan) {
    const Numbers numbers = experiment.numbers();
    const AreaMemory memory{plan, numbers};
    expect_area(
        run, memory, got_strings, 0,
        "Somebody writes into the receiver's memory though the message is over.");
}

void expect_all_refused(const ProgramRun& run, size_t messages) {
    const std::vector<Call> sent = run.calls_of(trier_of(sender), messages);
    const std::vector<Call> got = run.calls_of(trier_of(receiver), messages);
    for (size_t i = 0; i < messages; ++i) {
        const char* const so =
            "The kernel would read or write its own memory for a program.";
        expect_result(static_cast<uint32_t>(IpcError::send_aborted), sent[i], "sender",
                      so);
        expect_result(static_cast<uint32_t>(IpcError::receive_aborted), got[i],
                      "receiver", so);
    }
}

}  // namespace

CLAIM(ends, receivers_page_in_time) {
    const ProgramRun run = experiment.run_program();
    expect_ends(run, IpcError::send_sender_fault_timeout,
                IpcError::receive_sender_fault_timeout, told);
    expect_fault_timeout(run);
}

CLAIM(ends, busy_pager) {
    const ProgramRun run = experiment.run_program();
    expect_ends(run, IpcError::send_sender_fault_timeout,
                IpcError::receive_sender_fault_timeout, told);
    expect_fault_timeout(run);
}

CLAIM(ends, senders_page_in_time) {
    const ProgramRun run = experiment.run_program();
    expect_ends(run, IpcError::send_receiver_fault_timeout,
                IpcError::receive_receiver_fault_timeout, told);
    expect_fault_timeout(run);
}

CLAIM(ends, receiver_without_pager) {
    expect_ends(experiment.run_program(), IpcError::send_aborted,
                IpcError::receive_aborted, told);
}

CLAIM(ends, sender_without_pager) {
    expect_ends(experiment.run_program(), IpcError::send_aborted,
                IpcError::receive_aborted, told);
}

CLAIM(ends, kernel_memory_is_refused) {
    expect_all_refused(experiment.run_program(), 4);
}

CLAIM(ends, up_to_the_last_byte) {
    const ProgramRun run = experiment.run_program();
    expect_all_refused(run, 4);
    const uint32_t words = one_string_plan(experiment.numbers()).send.dwords();
    expect_result(MessageDope::make(at_least_two(words), 1).word(),
                  run.calls_of(trier_of(receiver), 5)[4], "receiver",
                  "The last byte of user space is the user's.");
}

CLAIM(ends, sender_leaves) {
    const ProgramRun run = experiment.run_program();
    expect_result(static_cast<uint32_t>(IpcError::receive_aborted),
                  run.calls_of(trier_of(receiver), 1).back(), "receiver", told);
    expect_no_string(run, experiment, string_to_nowhere_plan(experiment.numbers()));
}

CLAIM(ends, receiver_leaves) {
    const ProgramRun run = experiment.run_program();
    expect_result(static_cast<uint32_t>(IpcError::send_aborted),
                  run.calls_of(trier_of(sender), 1).back(), "sender", told);
    expect_no_string(run, experiment, string_to_nowhere_plan(experiment.numbers()));
}

CLAIM(ends, fault_is_dropped) {
    const ProgramRun run = experiment.run_program();
    expect_result(static_cast<uint32_t>(IpcError::send_aborted),
                  run.calls_of(trier_of(sender), 1).back(), "sender", told);
    expect_result(static_cast<uint32_t>(IpcError::receive_timeout),
                  run.calls_of(0, 1).back(), "pager",
                  "The pager serves a fault that nobody has any more.");
}

CLAIM(ends, answer_breaks_off) {
    const ProgramRun run = experiment.run_program();
    const char* const so =
        "The answer to a fault was a message that failed. Who waited for "
        "the page must hear of it, and who waited for that one, too.";
    expect_result(static_cast<uint32_t>(IpcError::send_aborted),
                  run.calls_of(trier_of(sender), 1)[0], "sender", so);
    Experiment::expect_equal(static_cast<uint32_t>(IpcError::receive_aborted),
                             note(run, 0), "Result of the receiver", so);
    expect_result(static_cast<uint32_t>(IpcError::send_aborted),
                  run.calls_of(trier_of(bystander), 2)[1], "pager", told);
}

CLAIM(ends, next_message_arrives) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    expect_delivery(run, numbers, string_to_nowhere_plan(numbers),
                    {trier_of(sender), trier_of(receiver)},
                    "One message that fails must not be the last one.");
}

}  // namespace kumquat::grading::lab08
