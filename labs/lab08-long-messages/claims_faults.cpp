// claims_faults.cpp -- lab 8, stage 4: pages that are missing while a message is carried.
#include "labs/lab08-long-messages/expect.hpp"

namespace kumquat::grading::lab08 {

namespace {

constexpr const char* own_pager =
    "Memory of a task is brought by that task's own pager.";
constexpr const char* arrives =
    "When the page is there the message goes on as if nothing "
    "had been.";

void expect_receivers_faults(const ProgramRun& run,
                             const Numbers& numbers,
                             const Plan& plan,
                             uint32_t thread) {
    expect_faults(run, numbers, plan, buffer_area, thread, receivers_pager, own_pager);
    expect_faults(run, numbers, plan, got_strings, thread, receivers_pager, own_pager);
}

void expect_senders_faults(const ProgramRun& run,
                           const Numbers& numbers,
                           const Plan& plan,
                           uint32_t thread) {
    expect_faults(run, numbers, plan, message_area, thread, senders_pager, own_pager);
    expect_faults(run, numbers, plan, sent_strings, thread, senders_pager, own_pager);
}

constexpr Partners usual{trier_of(sender), trier_of(receiver)};

/// What the receiver misses is brought, and then the message arrives.
void expect_receiver_served(const Experiment& experiment, const Plan& plan) {
    const ProgramRun run = experiment.run_program();
    expect_receivers_faults(run, experiment.numbers(), plan, trier_of(receiver));
    expect_delivery(run, experiment.numbers(), plan, usual, arrives);
}

}  // namespace

CLAIM(faults, receiver_asks) {
    expect_receiver_served(experiment, receiver_misses_plan(experiment.numbers()));
}

CLAIM(faults, sender_asks) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Plan plan = sender_misses_plan(numbers);
    expect_senders_faults(run, numbers, plan, trier_of(sender));
    expect_delivery(run, numbers, plan, usual, arrives);
}

CLAIM(faults, across_the_border) {
    expect_receiver_served(experiment, border_misses_plan(experiment.numbers()));
}

CLAIM(faults, writes_within_a_task) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Plan plan = in_one_task(string_to_nowhere_plan(numbers));
    expect_delivery(run, numbers, plan, {thread_of(sender), trier_of(sender)},
                    "What is written is the receiver's, in a space of both, too.");
}

CLAIM(faults, reads_within_a_task) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Plan plan = in_one_task(sender_misses_plan(numbers));
    expect_senders_faults(run, numbers, plan, trier_of(sender));
    expect_delivery(run, numbers, plan, {trier_of(sender), thread_of(sender)},
                    "What is read is the sender's, in a space of both, too.");
}

CLAIM(faults, others_use_the_window) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    expect_delivery(run, numbers, missing_middle_plan(numbers), usual,
                    "The rest of the string came to somebody else's memory.");
}

CLAIM(faults, others_wait) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    for (const Call& call : run.calls_of(trier_of(bystander), 4)) {
        expect_result(static_cast<uint32_t>(IpcError::send_timeout), call,
                      "third thread",
                      "A third thread's message came into the middle of another one.");
    }
    expect_delivery(run, numbers, missing_twice_plan(numbers), usual, arrives);
}

}  // namespace kumquat::grading::lab08
