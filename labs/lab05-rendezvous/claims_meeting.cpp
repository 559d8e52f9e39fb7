// claims_meeting.cpp -- lab 5, stages 1 and 2: the words, the sender, and whose turn it is.
#include "labs/lab05-rendezvous/expect.hpp"

namespace kumquat::grading {

namespace {

constexpr uint32_t receiver = 1;

/// A thread of another task, as the log names it.
uint32_t stranger_of(const Numbers& numbers, uint32_t index, bool is_second) {
    const uint32_t actor = draw_strangers(numbers).numbers[index];
    return is_second ? trier_of(actor) : thread_of(actor);
}

/// The id of any of them.
ThreadId id_of(uint32_t thread) {
    const TaskNumber task{thread / threads_per_task};
    return task == kernel_task ? sigma0_id.with_lthread(thread)
                               : actor_id(task).with_lthread(thread % threads_per_task);
}

/// The order in which senders came to one receiver.
std::vector<uint32_t> senders_in(const std::vector<Call>& calls) {
    std::vector<uint32_t> senders;
    for (const Call& call : calls) {
        senders.push_back(call.sender());
    }
    return senders;
}

std::string list_of(const std::vector<uint32_t>& threads) {
    std::string text;
    for (const uint32_t thread : threads) {
        text += (text.empty() ? "" : ", ") + thread_name(thread);
    }
    return text;
}

void expect_order(const std::vector<uint32_t>& expected,
                  const std::vector<uint32_t>& actual,
                  const char* so) {
    Experiment::expect(expected == actual,
                       fmt::format("The messages came from {}; expected {}.",
                                   list_of(actual), list_of(expected)),
                       so);
}

std::vector<uint32_t> drawn_order(const Numbers& numbers, uint32_t count) {
    const Order order = draw_order(numbers, count);
    return {order.numbers, order.numbers + count};
}

}  // namespace

CLAIM(meeting, words_arrive) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    const std::vector<Call> received = run.calls_of(receiver, meetings);
    const std::vector<Call> sent = run.calls_of(0, meetings);
    for (uint32_t i = 0; i < meetings; ++i) {
        expect_message(received[i], numbers, 0, i);
        expect_result(sent[i], 0, "A send that succeeds gives 0, and nothing else.");
    }
}

CLAIM(meeting, sender_is_named) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    std::vector<uint32_t> senders = drawn_order(numbers, namesakes);
    for (uint32_t& sender : senders) {
        ++sender;
    }
    for (uint32_t i = 0; i < actors_made; ++i) {
        const uint32_t actor = draw_strangers(numbers).numbers[i];
        senders.push_back(stranger_of(numbers, i, is_second(numbers, actor)));
    }
    const std::vector<Call> received = run.calls_of(receiver, senders.size());
    for (size_t i = 0; i < senders.size(); ++i) {
        const uint32_t sender = senders[i];
        const ThreadId id = id_of(sender);
        Experiment::expect(
            received[i].sender_low == id.low() && received[i].sender_high == id.high(),
            fmt::format("{} sent; the receiver got the id 0x{:08X} 0x{:08X}, "
                        "expected 0x{:08X} 0x{:08X}.",
                        thread_name(sender), received[i].sender_low,
                        received[i].sender_high, id.low(), id.high()),
            "An answer to this id goes to somebody else, or to nobody.");
        expect_message(received[i], numbers, sender, 0);
    }
}

CLAIM(meeting, number_is_enough) {
    const ProgramRun run = experiment.run_program();
    expect_message(run.calls_of(receiver, 1)[0], experiment.numbers(), 3, 0);
}

CLAIM(meeting, needs_two) {
    const ProgramRun run = experiment.run_program();
    for (const Call& call : run.calls_of(0, 4)) {
        expect_error(call, IpcError::not_existing,
                     "Who waits for somebody who is not there waits for ever.");
        expect_at_once(call);
    }
}

CLAIM(meeting, not_from_beyond_user_space) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> sent = run.calls_of(0, sent_from_the_kernel + 1);
    for (uint32_t i = 0; i < sent_from_the_kernel; ++i) {
        expect_error(sent[i], IpcError::send_aborted,
                     "A program could make the kernel read its own memory to others.");
        expect_at_once(sent[i]);
    }
    // The receiver has not noticed anything.
    expect_message(run.calls_of(2, 1)[0], experiment.numbers(), 0, 0);
}

CLAIM(meeting, receiver_runs_at_once) {
    expect_next_to_run(
        experiment.run_program(), receiver,
        "A call to a server would wait until all others have had their turn: "
        "the messages of a microkernel must not queue up behind its users.");
}

CLAIM(waiting, sender_waits) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> received = run.calls_of(0, rounds);
    const std::vector<Call> sent = run.calls_of(1, rounds);
    for (uint32_t i = 0; i < rounds; ++i) {
        expect_message(received[i], experiment.numbers(), 1, i);
        expect_result(sent[i], 0, "It has sent, as if the receiver had been first.");
        Experiment::expect(
            sent[i].end() > received[i].begin(),
            fmt::format("Send {} came back before anybody received.", i + 1),
            "Nothing is buffered: where should the message have been meanwhile?");
    }
}

CLAIM(waiting, closed_receiver_waits_for_one) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    for (const uint32_t other : {0u, 2u, stranger_of(numbers, 0, false)}) {
        expect_error(run.calls_of(other, 1)[0], IpcError::send_timeout,
                     "The receiver has named another thread. A server that waits for "
                     "its disk would take a client for it.");
    }
    expect_message(run.calls_of(receiver, 1)[0], numbers, 3, 0);
    expect_message(run.calls_of(4, 1)[0], numbers, 0, 0);
}

CLAIM(waiting, sender_is_no_receiver) {
    const ProgramRun run = experiment.run_program();
    expect_error(run.calls_of(0, 1)[0], IpcError::send_timeout,
                 "The client has not even asked: what comes now is no answer.");
    Experiment::expect(!run.calls_of(1, 1)[0].has_returned(),
                       "The call of 2.1 came back.",
                       "Nobody has taken its message, so nobody can have answered.");
}

CLAIM(waiting, oldest_comes_first) {
    const ProgramRun run = experiment.run_program();
    expect_order(drawn_order(experiment.numbers(), queued),
                 senders_in(run.calls_of(0, queued)),
                 "Under load the oldest client would never be served.");
}

CLAIM(waiting, closed_receive_picks_its_sender) {
    const ProgramRun run = experiment.run_program();
    const Numbers numbers = experiment.numbers();
    std::vector<uint32_t> expected = drawn_order(numbers, picked_from);
    const auto picked = expected.begin() + draw_place(numbers);
    std::rotate(expected.begin(), picked, std::next(picked));
    expected.push_back(1);
    expected.push_back(stranger_of(numbers, 0, true));
    const std::vector<Call> received = run.calls_of(0, expected.size());
    expect_order(expected, senders_in(received),
                 "The one that was asked for, wherever it stands; then the others, as "
                 "if nothing had been.");
    for (size_t i = 0; i < expected.size(); ++i) {
        expect_message(received[i], numbers, expected[i], 0);
    }
}

CLAIM(waiting, others_messages_are_left) {
    const ProgramRun run = experiment.run_program();
    for (const Call& call : run.calls_of(0, 2)) {
        expect_error(call, IpcError::receive_timeout,
                     "A thread waits to send to somebody else: its message would be "
                     "read by the wrong one, and lost for the right one.");
    }
    Experiment::expect(!run.calls_of(2, 1)[0].has_returned(),
                       "2.2 was told that its message had been taken.",
                       "Its receiver sleeps, and has not heard of it.");
}

CLAIM(waiting, message_is_taken_once) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> calls = run.calls_of(0, 4);
    const Numbers numbers = experiment.numbers();
    const char* const so = "An order that is delivered twice is carried out twice.";
    expect_message(calls[0], numbers, 1, 0);
    expect_error(calls[1], IpcError::receive_timeout, so);
    expect_message(calls[2], numbers, 2, 0);
    expect_error(calls[3], IpcError::receive_timeout, so);
}

CLAIM(waiting, nobody_starves) {
    const ProgramRun run = experiment.run_program();
    const std::vector<Call> received = run.calls_of(0, crowd * rounds);
    std::vector<uint32_t> came(crowd + 1);
    for (const Call& call : received) {
        const uint32_t sender = std::min(call.sender(), crowd);
        expect_message(call, experiment.numbers(), sender, came[sender]);
        ++came[sender];
        const auto [least, most] = std::minmax_element(came.begin() + 1, came.end());
        Experiment::expect(
            *most <= *least + 1,
            fmt::format("2.{} was served for the {}. time while another had been "
                        "served {} times.",
                        sender, *most, *least),
            "Who has been served goes to the end of the queue.");
    }
}

}  // namespace kumquat::grading
