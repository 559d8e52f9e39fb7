// claims_reply.cpp -- lab 11, stages 2 and 3: a server's answers; and what a round trip costs.
#include "labs/lab11-fast-path/fast_expect.hpp"

namespace kumquat::grading {

namespace {

/// The answer of the main thread to the drawn message of another.
void expect_served(const ProgramLog& log, const Numbers& numbers, uint32_t client) {
    const Call call = log.calls_of(client, 1)[0];
    expect_words(call, answer_to(first_word(numbers, client, 0)),
                 answer_to(second_word(numbers, client, 0)));
}

/// A round trip in the common case, behind whatever was not.
void expect_common_case(const ProgramLog& log, const Numbers& numbers) {
    expect_drawn_answer(log.calls_of(0, 1).back(), numbers, 1);
}

}  // namespace

CLAIM(reply, answers_arrive) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        for (uint32_t i = 0; i < counted_calls; ++i) {
            expect_drawn_answer(log.calls_of(0, counted_calls)[i], numbers, i);
            expect_message(log.calls_of(1, counted_calls)[i], numbers, 0, i);
        }
    });
    expect_fast(counted);
}

CLAIM(reply, serves_one_after_another) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        expect_served(log, numbers, 2);
        for (uint32_t i = 0; i < counted_calls; ++i) {
            expect_drawn_answer(log.calls_of(0, counted_calls)[i], numbers, i);
        }
    });
    expect_fast(counted);
}

CLAIM(reply, a_send_goes_on) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        expect_result(log.calls_of(0, 2)[0], 0,
                      "Who only sends wants no answer: it must not wait for one.");
        expect_message(log.calls_of(1, 1)[0], numbers, 0, 0);
        expect_common_case(log, numbers);
    });
    expect_fast(counted);
}

CLAIM(reply, who_waits_comes_first) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const std::vector<Call> calls = log.calls_of(0, clients + 2);
        for (uint32_t i = 0; i < clients; ++i) {
            expect_message(calls[i], numbers, 1 + i, 0);
            expect_served(log, numbers, 1 + i);
        }
        expect_error(
            calls[clients], IpcError::receive_timeout,
            "Nobody was left: the answer went out, and the look found no one.");
        expect_common_case(log, numbers);
    });
    expect_fast(counted);
}

CLAIM(reply, nobody_holds_a_server_up) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const std::vector<Call> calls = log.calls_of(0, 4);
        expect_error(calls[0], IpcError::send_timeout,
                     "The client does not wait any more, and the server has others.");
        for (const uint32_t i : {1u, 2u}) {
            expect_error(calls[i], IpcError::not_existing,
                         "An answer to nobody, or to oneself, is none.");
        }
        expect_common_case(log, numbers);
    });
    expect_fast(counted);
}

CLAIM(reply, meets_who_waits_openly) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        expect_message(log.calls_of(1, 2)[0], numbers, 0, 0);
        expect_message(log.calls_of(0, 2)[0], numbers, 1, 0);
        const Call call = log.calls_of(1, 2)[1];
        expect_words(call, answer_to(first_word(numbers, 1, 0)),
                     answer_to(second_word(numbers, 1, 0)));
    });
    expect_fast(counted);
}

CLAIM(reply, leaves_who_waits_for_others) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        expect_error(log.calls_of(0, 2)[0], IpcError::send_timeout,
                     "The receiver has named another thread, and takes us for it.");
        expect_message(log.calls_of(1, 1)[0], numbers, 2, 0);
        expect_common_case(log, numbers);
    });
    expect_fast(counted);
}

CLAIM(reply, ends_in_time) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        const std::vector<Call> calls = log.calls_of(0, 3);
        expect_served(log, numbers, 1);
        expect_error(calls[1], IpcError::receive_timeout,
                     "The server had something else to do after a while.");
        expect_duration(calls[1], draw_ms(numbers, 0) * 1000 / 256 * 256);
        expect_common_case(log, numbers);
    });
    expect_fast(counted);
}

CLAIM(reply, tells_no_secrets) {
    const Numbers numbers = experiment.numbers();
    const auto counted = in_both_kernels(experiment, [&](const ProgramLog& log) {
        expect_served(log, numbers, 1);
        expect_no_leak(log, numbers,
                       "A server that computes shows its numbers to the client that "
                       "runs behind it.");
        expect_common_case(log, numbers);
    });
    expect_fast(counted);
}

CLAIM(curve, instructions) {
    experiment.run_program();
    experiment.count(experiment.measure_program().round_trip().instructions);
}

CLAIM(curve, cache_lines) {
    experiment.run_program();
    experiment.count(experiment.measure_program().round_trip().lines);
}

}  // namespace kumquat::grading
