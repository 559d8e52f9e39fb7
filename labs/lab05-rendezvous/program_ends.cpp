// program_ends.cpp -- lab 5, stage 5: a wait that somebody else ends. And the list of all tests.
#include "labs/lab05-rendezvous/program_tests.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t short_ms = 4;

void wait_openly() { logged_wait(); }

void wait_for_main() { logged_receive(main_thread(), wait_for_ever); }

void wait_for_a_while() { logged_wait(receive_timeout_ms(short_ms)); }

void send_for_a_while() { logged_send(main_thread(), 1, 2, send_timeout_ms(short_ms)); }

void send_to_main() { send_drawn(main_thread(), own_number(), 0); }

void call_main() {
    logged_call(main_thread(), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0));
}

}  // namespace

void interrupted_receivers(Numbers&) {
    start(1, wait_openly);
    start(2, wait_for_main);
    start(3, call_main);
    let_others_run();
    logged_wait();  // of helper 3, which waits for an answer from now on
    for (uint32_t i = 1; i <= 3; ++i) {
        interrupt(i);
        let_others_run();
        logged_send(helper(i), 1, 2, both_zero);
    }
}

void interrupted_senders(Numbers&) {
    for (uint32_t i = 1; i <= 4; ++i) {
        start(i, i == 3 ? call_main : send_to_main);
        let_others_run();
    }
    interrupt(2);
    interrupt(3);
    let_others_run();
    logged_wait();
    logged_wait();
    logged_wait(both_zero);
}

void interrupted_clocks(Numbers&) {
    start(1, wait_for_a_while);
    start(2, send_for_a_while);
    let_others_run();
    for (uint32_t i = 1; i <= 2; ++i) {
        interrupt(i);
        let_others_run();
        start(i, wait_for_main);
        let_others_run();
    }
    sleep_ms(2 * short_ms);
    send_drawn(helper(1), 0, 0);
    send_drawn(helper(2), 0, 1);
    let_others_run();
}

const ProgramTest program_tests[] = {
    {"meeting.words_arrive", receiver_first},
    {"meeting.sender_is_named", many_senders},
    {"meeting.number_is_enough", other_name},
    {"meeting.needs_two", nobody_there},
    {"meeting.not_from_beyond_user_space", message_of_the_kernel},
    {"meeting.receiver_runs_at_once", who_runs_next},
    {"waiting.sender_waits", sender_first},
    {"waiting.closed_receiver_waits_for_one", closed_receiver},
    {"waiting.sender_is_no_receiver", answer_before_question},
    {"waiting.oldest_comes_first", queue_of_senders},
    {"waiting.closed_receive_picks_its_sender", one_out_of_many},
    {"waiting.others_messages_are_left", messages_of_others},
    {"waiting.message_is_taken_once", taken_once},
    {"waiting.nobody_starves", crowd_of_senders},
    {"timeouts.zero_never_waits", no_time_at_all},
    {"timeouts.receive_ends_in_time", timed_receives},
    {"timeouts.send_ends_in_time", timed_sends},
    {"timeouts.late_receiver_finds_nobody", sender_gives_up},
    {"timeouts.message_stops_the_clock", message_in_time},
    {"phases.call_gets_its_answer", calls},
    {"phases.call_runs_its_server", call_among_others},
    {"phases.client_is_ready_for_its_answer", quick_answers},
    {"phases.each_has_its_own_timeout", answer_in_time},
    {"phases.server_takes_the_next", queue_of_clients},
    {"phases.failed_send_receives_nothing", failed_send},
    {"phases.only_the_server_answers", disturbed_call},
    {"phases.sender_receives_at_once", one_after_the_other},
    {"ends.receiver_is_told", interrupted_receivers},
    {"ends.sender_leaves_the_queue", interrupted_senders},
    {"ends.clock_stops", interrupted_clocks},
    {"challenge.call_and_answer", count_a_call},
    {"challenge.send_that_fails", count_a_vain_send},
    {nullptr, nullptr},
};

}  // namespace kumquat::user
