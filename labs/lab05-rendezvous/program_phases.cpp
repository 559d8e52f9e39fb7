// program_phases.cpp -- lab 5, stage 4: sending and receiving in one call.
#include "labs/lab05-rendezvous/program_tests.hpp"

#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

/// Send never ends, receive does not wait.
constexpr TimeoutWord receive_at_once{0x00000001};
/// Send does not wait, receive never ends.
constexpr TimeoutWord send_at_once = reply_at_once;

void serve() {
    IpcResult got = logged_wait();
    for (;;) {
        got = logged_reply_and_wait(got.sender, answer_to(got.w0), answer_to(got.w1));
    }
}

void serve_slowly() {
    const IpcResult got = logged_wait();
    sleep_ms(3);
    logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
}

void call_main() {
    logged_call(main_thread(), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0));
}

void send_to_main() { send_drawn(main_thread(), own_number(), 0); }

void send_to_first() { send_drawn(helper(1), own_number(), 0); }

void send_to_main_then_wait() {
    logged_ipc(send_registers, from_anybody, wait_for_ever, main_thread(),
               first_word(numbers, own_number(), 0),
               second_word(numbers, own_number(), 0));
}

void send_to_main_then_look() {
    logged_ipc(send_registers, from_anybody, receive_at_once, main_thread(),
               first_word(numbers, own_number(), 0),
               second_word(numbers, own_number(), 0));
}

void tell_and_serve() {
    const IpcResult got = logged_wait();
    note(own_number());
    logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
}

void tell() { note(own_number()); }

void sleep_on() { sleep_for_ever(); }

}  // namespace

void calls(Numbers& drawn) {
    start(1, serve);
    let_others_run();
    for (uint32_t i = 0; i < calls_made; ++i) {
        logged_call(helper(1), first_word(drawn, 0, i), second_word(drawn, 0, i));
    }
}

void call_among_others(Numbers& drawn) {
    start(1, tell_and_serve);
    let_others_run();
    start(2, tell);
    start(3, tell);
    note(note_before_send);
    logged_call(helper(1), first_word(drawn, 0, 0), second_word(drawn, 0, 0));
}

void quick_answers(Numbers&) {
    for (uint32_t i = 1; i <= clients; ++i) {
        start(i, call_main);
    }
    let_others_run();
    for (uint32_t i = 0; i < clients; ++i) {
        const IpcResult got = logged_wait();
        logged_send(got.sender, answer_to(got.w0), answer_to(got.w1), both_zero);
    }
    let_others_run();
}

void queue_of_clients(Numbers&) {
    for (uint32_t i = 1; i <= clients; ++i) {
        start(i, call_main);
    }
    let_others_run();
    IpcResult got = logged_wait();
    for (uint32_t i = 1; i < clients; ++i) {
        got = logged_reply_and_wait(got.sender, answer_to(got.w0), answer_to(got.w1));
    }
    // Nobody is left to be waited for: the last answer, and a look.
    logged_ipc(send_registers, from_anybody, both_zero, got.sender, answer_to(got.w0),
               answer_to(got.w1));
    let_others_run();
}

void failed_send(Numbers&) {
    start(1, sleep_on);
    start(2, send_to_main);
    let_others_run();
    logged_ipc(send_registers, from_anybody, send_at_once, helper(1), 1, 2);
    logged_wait();
}

void disturbed_call(Numbers& drawn) {
    start(1, serve_slowly);
    let_others_run();
    start(2, send_to_main);
    logged_call(helper(1), first_word(drawn, 0, 0), second_word(drawn, 0, 0));
    logged_wait();
}

void one_after_the_other(Numbers&) {
    start(1, send_to_main_then_wait);
    let_others_run();
    start(2, send_to_first);
    let_others_run();
    logged_wait();
    start(3, send_to_main_then_look);
    let_others_run();
    logged_wait();
    let_others_run();
}

void count_a_call(Numbers&) {
    start(1, serve);
    let_others_run();
    note(counted([] { call(helper(1), 1, 2); }));
}

}  // namespace kumquat::user
