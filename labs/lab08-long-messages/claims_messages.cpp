// claims_messages.cpp -- lab 8, stages 1 and 2: the words of a message.
#include "labs/lab08-long-messages/expect.hpp"

#include "kernel/memory_layout.hpp"

namespace kumquat::grading::lab08 {

namespace {

constexpr Partners triers{trier_of(sender), trier_of(receiver)};

/// A message of more words was cut, and the next one, as planned, was not.
void expect_cut_and_fit(const Experiment& experiment,
                        const Plan& plan,
                        const char* so) {
    const ProgramRun run = experiment.run_program();
    const char* const lost = "Words are lost, and somebody must be told.";
    expect_result(static_cast<uint32_t>(IpcError::send_cut),
                  run.calls_of(triers.sender, 1)[0], "sender of more words", lost);
    expect_result(MessageDope::make(2, 0).with(IpcError::receive_cut).word(),
                  run.calls_of(triers.receiver, 1)[0], "receiver of more words", lost);
    expect_delivery(run, experiment.numbers(), plan, triers, so);
}

}  // namespace

CLAIM(message, two_words_arrive) {
    expect_cut_and_fit(
        experiment, two_words_plan(experiment.numbers()),
        "A message in memory that holds no more than a short one is one.");
}

CLAIM(message, no_words_are_two) {
    expect_cut_and_fit(experiment, no_words_plan(experiment.numbers()),
                       "Two words travel in registers, whatever memory says.");
}

CLAIM(message, strings_are_cut) {
    expect_delivery(experiment, unexpected_string_plan(experiment.numbers()),
                    "A string is lost, and somebody must be told.");
}

CLAIM(words, arrive) {
    expect_delivery(experiment, small_message(experiment.numbers()),
                    "Words arrive at the same positions, and nothing else is written.");
}

CLAIM(words, too_many_are_cut) {
    expect_delivery(experiment, cut_words_plan(experiment.numbers()),
                    "Behind the receiver's buffer lies memory for something else.");
}

CLAIM(words, on_many_pages) {
    expect_delivery(experiment, many_words_plan(experiment.numbers()),
                    "A message may be as long as four pages, or forty.");
}

CLAIM(words, across_the_border) {
    expect_delivery(experiment, words_at_border_plan(experiment.numbers()),
                    "Programs do not know of page directories: for them 4 MB are a "
                    "number like any other.");
}

CLAIM(words, to_the_next_receiver) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Plan plan = small_message(numbers);
    const char* const so =
        "The second receiver gets a message that is not there, and the "
        "first one's memory changes.";
    AreaMemory memory{plan, numbers};
    const Delivered delivered = deliver(plan, numbers, memory);
    for (const uint32_t actor : {receiver, bystander}) {
        expect_result(delivered.received.word(), run.calls_of(trier_of(actor), 1)[0],
                      "receiver", so);
    }
    const size_t used = expect_memory(run, plan, memory, 0, so);
    expect_area(run, memory, buffer_area, used, so);
}

CLAIM(words, window_is_the_kernels) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const Plan plan = words_at_border_plan(numbers);
    size_t used = expect_delivery(run, numbers, plan, triers, "A message arrives.");
    for (const char* part : {"first", "second"}) {
        Experiment::expect(
            note(run, used) == 0,
            fmt::format("The sender can read the {} 4 MB of a window, at "
                        "0x{:08X} and behind.",
                        part, COMMUNICATION_WINDOWS),
            "Who sends somebody one message could read, and write, all that "
            "lies around its buffer.");
        used += 2;  // and the word
    }
}

CLAIM(words, within_a_task) {
    const Numbers numbers = experiment.numbers();
    expect_delivery(experiment.run_program(), numbers, one_task_plan(numbers),
                    {thread_of(sender), trier_of(sender)},
                    "Two threads of one task may send each other long messages, too.");
}

CLAIM(words, as_pairs) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const char* const so = "A pager can answer with pages that do not lie together.";
    const Call got = run.calls_of(trier_of(receiver), 1)[0];
    expect_result(MessageDope::make(2 * pairs(numbers), 0).with_fpage().word(), got,
                  "receiver", so);
    expect_result(0, run.calls_of(trier_of(sender), 1)[0], "sender", so);
    for (uint32_t i = 0; i < pairs(numbers); ++i) {
        expect_page(run, receiver, pair_place(numbers, i),
                    frame_at(numbers, sent_strings) + page_of_pair(i) * page_size,
                    writable, so);
    }
}

}  // namespace kumquat::grading::lab08
