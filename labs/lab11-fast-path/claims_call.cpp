// claims_call.cpp -- lab 11, stage 1: what a fast call does, and what it leaves to others.
#include "labs/lab11-fast-path/fast_expect.hpp"

#include "kernel/memory_layout.hpp"
#include "kernel/threads/tcb_offsets.hpp"

namespace kumquat::grading {

namespace {

constexpr uint32_t server = 1;
/// A server that answers by a send of its own: only the first way of two is to be short.
constexpr size_t calls_only = 2;

/// What an int leaves of the time of a thread of sigma0, at the end.
int remaining_us(const MeasuredRun& run, uint32_t lthread) {
    const uint32_t number = sigma0_id.with_lthread(lthread).number().value;
    return static_cast<int>(
        run.kernel_word(TCB_ARRAY + number * TCB_SIZE + TCB_REMAINING));
}

}  // namespace

CLAIM(call, words_arrive) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const std::vector<Call> served = log.calls_of(server, 2 * counted_calls);
        const std::vector<Call> calls = log.calls_of(0, counted_calls);
        for (uint32_t i = 0; i < counted_calls; ++i) {
            expect_message(served[2 * i], numbers, 0, i);
            expect_drawn_answer(calls[i], numbers, i);
        }
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, goes_to_another_space) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const char* const so = "The server works in its client's memory: it reads what "
                               "is not its own, and misses what is.";
        const auto calls = log.calls_of(0, 3);
        Experiment::expect_equal(numbers.at(1), calls[1].r0,
                                 "What the other task sees in its page", so);
        Experiment::expect(log.notes().size() == 1, "The caller did not go on.", so);
        Experiment::expect_equal(numbers.at(0), log.notes()[0],
                                 "What the caller sees in its own page", so);
        expect_drawn_answer(calls[2], numbers, 1);
    });
    expect_fast(counted, calls_only);
    Experiment::expect(
        counted.ways().size() == 2 * calls_only &&
            counted.ways()[calls_only].space_changes == 0,
        "CR3 was loaded for a message inside one address space.",
        "That throws the whole TLB away: dozens of misses, for nothing.");
}

CLAIM(call, leaves_registers_alone) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const char* const so = "The ABI says which registers a program finds as they "
                               "were; compilers build on it.";
        const std::vector<uint32_t>& notes = log.notes();
        const ThreadId client = sigma0_id;
        const uint32_t expected[] = {MessageDope::make(2, 0).word(),
                                     odd_timeouts(numbers),
                                     first_word(numbers, 0, 0),
                                     second_word(numbers, 0, 0),
                                     odd_receive(numbers),
                                     client.low(),
                                     client.high()};
        constexpr const char* names[] = {"EAX", "ECX", "EDX", "EBX",
                                         "EBP", "ESI", "EDI"};
        Experiment::expect(notes.size() == std::size(names),
                           "The server did not go on.", so);
        for (size_t i = 0; i < std::size(names); ++i) {
            Experiment::expect_equal(expected[i], notes[i],
                                     fmt::format("{} of the server", names[i]), so);
        }
        expect_drawn_answer(log.calls_of(0, 2)[1], numbers, 1);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, meets_who_waits_for_us) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        for (uint32_t i = 0; i < 2; ++i) {
            expect_message(log.calls_of(server, 4)[2 * i], numbers, 0, i);
            expect_drawn_answer(log.calls_of(0, 2)[i], numbers, i);
        }
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, leaves_who_waits_for_others) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const std::vector<Call> calls = log.calls_of(0, 2);
        expect_error(calls[0], IpcError::send_timeout,
                     "The partner has named another thread, and takes us for it.");
        expect_message(log.calls_of(server, 1)[0], numbers, 2, 0);
        expect_drawn_answer(calls[1], numbers, 0);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, leaves_who_does_not_wait) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const std::vector<Call> calls = log.calls_of(0, 3);
        for (const uint32_t i : {0u, 1u}) {
            expect_error(calls[i], IpcError::send_timeout,
                         "A thread that sleeps or sends is overrun by a message.");
        }
        expect_drawn_answer(calls[2], numbers, 0);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, number_is_enough) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const Call served = log.calls_of(server, 1)[0];
        expect_message(served, numbers, 0, 0);
        Experiment::expect_equal(sigma0_id.high(), served.sender_high,
                                 "High word of the caller's id",
                                 "It is ours, not what we happened to write into a "
                                 "register.");
        expect_drawn_answer(log.calls_of(0, 1)[0], numbers, 0);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, needs_somebody) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const std::vector<Call> calls = log.calls_of(0, 5);
        for (const uint32_t i : {0u, 1u, 2u}) {
            expect_error(calls[i], IpcError::not_existing,
                         "Who calls nobody waits for ever.");
        }
        expect_error(log.calls_of(server, 2)[1], IpcError::not_existing,
                     "Who was called runs: it does not wait for anybody, not even for "
                     "itself.");
        expect_drawn_answer(calls[4], numbers, 0);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, needs_something_to_say) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        // The partner waits, too, but for a message, and gets that of another.
        expect_message(log.calls_of(server, 1)[0], numbers, 2, 0);
        expect_message(log.calls_of(0, 2)[0], numbers, server, 0);
        expect_drawn_answer(log.calls_of(0, 2)[1], numbers, 0);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, ends_in_time) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const std::vector<Call> calls = log.calls_of(0, 2);
        expect_error(calls[0], IpcError::receive_timeout,
                     "The client wanted to hear that its server is stuck.");
        expect_duration(calls[0], draw_ms(numbers, 0) * 1000 / 256 * 256);
        expect_message(log.calls_of(server, 1)[0], numbers, 0, 0);
        expect_drawn_answer(calls[1], numbers, 1);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, stops_the_partners_clock) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        expect_drawn_answer(log.calls_of(0, 2)[0], numbers, 0);
        // The second wait has no end, and the clock of the first is not its own.
        expect_message(log.calls_of(server, 3)[2], numbers, 0, 1);
        expect_drawn_answer(log.calls_of(0, 2)[1], numbers, 1);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, hears_its_server_only) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const std::vector<Call> calls = log.calls_of(0, 3);
        expect_drawn_answer(calls[0], numbers, 0);
        expect_message(calls[1], numbers, 2, 0);
        expect_drawn_answer(calls[2], numbers, 1);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, tells_no_secrets) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        expect_no_leak(log, numbers,
                       "The FPU has one set of registers. Who switches without putting "
                       "it out of reach shows one program's numbers to another.");
        expect_drawn_answer(log.calls_of(0, 2)[1], numbers, 1);
    });
    expect_fast(counted, calls_only);
}

CLAIM(call, runs_on_the_clients_time) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        expect_drawn_answer(log.calls_of(0, 1)[0], numbers, 0);
    });
    expect_fast(counted, calls_only);
    constexpr int slice_us = 10'000, worked_us = (work_ms - 1) * 1000;
    const int client_us = remaining_us(counted, 0);
    const int server_us = remaining_us(counted, server);
    Experiment::expect(
        client_us <= slice_us - worked_us && server_us == slice_us,
        fmt::format("Of 10,000 µs the client has {} left, and the server {}, which "
                    "has worked {} ms for it.",
                    client_us, server_us, work_ms),
        "The work was for the client. If the server pays, one with many clients soon "
        "has nothing left.");
}

}  // namespace kumquat::grading
