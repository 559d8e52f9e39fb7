// program_timeouts.cpp -- lab 5, stage 3: who waits, and how long.
#include "labs/lab05-rendezvous/program_tests.hpp"

#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t short_ms = 4, long_ms = 10;

void sleep_on() { sleep_for_ever(); }

void send_to_main() { send_drawn(main_thread(), own_number(), 0); }

void send_for_a_while() {
    logged_send(main_thread(), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0), send_timeout_ms(short_ms));
}

void wait_twice() {
    logged_wait(receive_timeout_ms(short_ms));
    logged_receive(main_thread(), wait_for_ever);
}

void send_then_wait() {
    send_for_a_while();
    logged_receive(main_thread(), wait_for_ever);
}

/// Send without end, then wait for an answer so long.
void call_main() {
    logged_call(main_thread(), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0), receive_timeout_ms(short_ms));
}

}  // namespace

void no_time_at_all(Numbers&) {
    start(1, sleep_on);
    start(2, send_for_a_while);
    let_others_run();
    logged_send(helper(1), 1, 2, both_zero);
    logged_receive(helper(1), both_zero);
    logged_wait(both_zero);
    logged_wait(both_zero);
}

void timed_receives(Numbers& drawn) {
    start(1, sleep_on);
    let_others_run();
    for (uint32_t i = 0; i < waits_timed; ++i) {
        const TimeoutWord timeouts = receive_timeout_ms(draw_ms(drawn, i));
        if (i % 2 == 0) {
            logged_wait(timeouts);
        } else {
            logged_receive(helper(1), timeouts);
        }
    }
}

void timed_sends(Numbers& drawn) {
    start(1, sleep_on);
    let_others_run();
    for (uint32_t i = 0; i < waits_timed; ++i) {
        logged_send(helper(1), 1, 2, send_timeout_ms(draw_ms(drawn, i)));
    }
}

void sender_gives_up(Numbers&) {
    start(1, send_for_a_while);
    start(2, send_to_main);
    let_others_run();
    logged_receive(helper(2), wait_for_ever);
    sleep_ms(long_ms);
    logged_wait(both_zero);
}

void message_in_time(Numbers&) {
    start(1, wait_twice);
    start(2, send_then_wait);
    let_others_run();
    send_drawn(helper(1), 0, 0);
    logged_wait();
    sleep_ms(long_ms);
    send_drawn(helper(1), 0, 1);
    send_drawn(helper(2), 0, 2);
    let_others_run();
}

void answer_in_time(Numbers& drawn) {
    start(1, call_main);
    let_others_run();
    sleep_ms(2 * short_ms);
    logged_wait();
    sleep_ms(short_ms - 2);
    logged_send(helper(1), answer_to(first_word(drawn, 1, 0)), 0, both_zero);
    start(2, call_main);
    let_others_run();
    logged_wait();
    sleep_ms(short_ms + 3);
    logged_send(helper(2), 0, 0, both_zero);
    let_others_run();
}

void count_a_vain_send(Numbers&) {
    start(1, sleep_for_ever);
    let_others_run();
    note(counted([] { send(helper(1), 1, 2, both_zero); }));
}

}  // namespace kumquat::user
