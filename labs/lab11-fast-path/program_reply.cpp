// program_reply.cpp -- lab 11, stage 2: a server's answers, fast and not. And the list of all tests.
#include "labs/lab11-fast-path/program_tests.hpp"

#include "user/lib/measure.hpp"

namespace kumquat::user {

namespace {

/// Answer and next message are one ipc.
void serve() {
    IpcResult got = logged_wait();
    for (;;) {
        got = logged_reply_and_wait(got.sender, answer_to(got.w0), answer_to(got.w1));
    }
}

IpcResult answer_and_wait(IpcResult got, TimeoutWord timeouts = reply_at_once) {
    return logged_ipc(send_registers, from_anybody, timeouts, got.sender,
                      answer_to(got.w0), answer_to(got.w1));
}

void call_main() {
    logged_call(main_thread(), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0));
}

void wait_once() { logged_wait(); }

void wait_then_call_main() {
    logged_wait();
    call_main();
}

void wait_for_second() { logged_receive(helper(2), wait_for_ever); }

void call_main_and_look() {
    call_main();
    note(take_secret());
    logged_send(main_thread(), 0, 0, sedately);
}

/// The common case, behind whatever was not.
void be_served(uint32_t helper_number) {
    start(helper_number, serve);
    counted_call_later(helper(helper_number), 1);
}

}  // namespace

void answers(Numbers&) {
    start(1, serve);
    let_others_run();
    for (uint32_t i = 0; i < counted_calls; ++i) {
        counted_call(helper(1), i);
    }
}

void many_clients(Numbers&) {
    let(1, serve);
    start(1, serve);
    start(2, call_first);
    let_others_run();
    for (uint32_t i = 0; i < counted_calls; ++i) {
        counted_call(i % 2 == 0 ? helper(1) : actor(1), i);
    }
}

void only_a_send(Numbers& drawn) {
    start(1, wait_once);
    let_others_run();
    logged_send(helper(1), first_word(drawn, 0, 0), second_word(drawn, 0, 0),
                wait_for_ever);
    be_served(2);
}

void queued_clients(Numbers&) {
    for (uint32_t i = 1; i <= clients; ++i) {
        start(i, call_main);
    }
    let_others_run();
    IpcResult got = logged_wait();
    for (uint32_t i = 1; i < clients; ++i) {
        got = answer_and_wait(got);
    }
    answer_and_wait(got, both_zero);  // nobody is left
    be_served(clients + 1);
}

void clients_that_are_gone(Numbers&) {
    start(1, sleep_for_ever);
    let_others_run();
    logged_reply_and_wait(helper(1), 1, 2);
    logged_reply_and_wait(helper(helper_count), 1, 2);
    logged_reply_and_wait(main_thread(), 1, 2);
    be_served(2);
}

void open_client(Numbers& drawn) {
    start(1, wait_then_call_main);
    let_others_run();
    MEASUREMENT_BEGIN();
    const IpcResult got = logged_reply_and_wait(helper(1), first_word(drawn, 0, 0),
                                                second_word(drawn, 0, 0));
    MEASUREMENT_END();
    logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    let_others_run();
}

void client_of_another(Numbers&) {
    start(2, sleep_for_ever);  // who is waited for must exist
    start(1, wait_for_second);
    let_others_run();
    logged_reply_and_wait(helper(1), 1, 2);
    start(2, send_to_first);
    be_served(3);
}

void answer_with_an_end(Numbers& drawn) {
    start(1, call_main);
    let_others_run();
    const uint32_t end = receive_timeout_ms(draw_ms(drawn, 0)).word();
    answer_and_wait(logged_wait(), TimeoutWord{end | send_at_once.word()});
    be_served(2);
}

void secret_of_a_server(Numbers& drawn) {
    start(1, call_main_and_look);
    let_others_run();
    const IpcResult got = logged_wait();
    keep_secret(secret_of(drawn, 0));
    answer_and_wait(got);
    note(take_secret());
    be_served(2);
}

const ProgramTest program_tests[] = {
    {"call.words_arrive", first_calls},
    {"call.goes_to_another_space", two_spaces},
    {"call.leaves_registers_alone", registers_of_others},
    {"call.meets_who_waits_for_us", waits_for_us},
    {"call.leaves_who_waits_for_others", waits_for_another},
    {"call.leaves_who_does_not_wait", does_not_wait},
    {"call.number_is_enough", another_name},
    {"call.needs_somebody", nobody_to_call},
    {"call.needs_something_to_say", nothing_to_say},
    {"call.ends_in_time", call_with_an_end},
    {"call.stops_the_partners_clock", partner_with_an_end},
    {"call.hears_its_server_only", answer_of_another},
    {"call.tells_no_secrets", secret_of_a_client},
    {"call.runs_on_the_clients_time", time_of_a_client},
    {"reply.answers_arrive", answers},
    {"reply.serves_one_after_another", many_clients},
    {"reply.a_send_goes_on", only_a_send},
    {"reply.who_waits_comes_first", queued_clients},
    {"reply.nobody_holds_a_server_up", clients_that_are_gone},
    {"reply.meets_who_waits_openly", open_client},
    {"reply.leaves_who_waits_for_others", client_of_another},
    {"reply.ends_in_time", answer_with_an_end},
    {"reply.tells_no_secrets", secret_of_a_server},
    {"curve.instructions", many_calls},
    {"curve.cache_lines", many_calls},
    {"challenge.words_in_memory", count_words},
    {"challenge.string_of_a_page", count_a_string},
    {nullptr, nullptr},
};

}  // namespace kumquat::user
