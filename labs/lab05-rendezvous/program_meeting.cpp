// program_meeting.cpp -- lab 5, stages 1 and 2: one is there first, and waits.
#include "labs/lab05-rendezvous/program_tests.hpp"

namespace kumquat::user {

static_assert(queued <= helper_count, "all who can wait do");

namespace {

void send_to_main() { send_drawn(main_thread(), own_number(), 0); }

void call_main() {
    logged_call(main_thread(), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0));
}

void send_to_first() { send_drawn(helper(1), own_number(), 0); }

void try_first() {
    logged_send(helper(1), first_word(numbers, own_number(), 0),
                second_word(numbers, own_number(), 0), both_zero);
}

void wait_often() {
    for (uint32_t i = 0; i < meetings + namesakes + actors_made; ++i) {
        // Of nil the low word counts; what else stands in the registers must be written over.
        const ThreadId nil{0, numbers.at(i)};
        logged_ipc(nothing_to_send, from_anybody, wait_for_ever, nil, ~0u, ~0u);
    }
}

void try_fourth() { logged_send(helper(4), 1, 2, both_zero); }

void wait_for_main() { logged_receive(main_thread(), wait_for_ever); }

void wait_for_third() { logged_receive(helper(3), wait_for_ever); }

/// Under another name of the same number.
void wait_for_third_by_number() {
    constexpr uint32_t version = 0xF00003FF, site = 0x0001FFFF;
    const ThreadId third = helper(3);
    logged_receive(ThreadId{third.low() ^ (numbers.at(0) & version) ^ 1,
                            third.high() ^ (numbers.at(1) & site)},
                   wait_for_ever);
}

volatile bool third_may_send;

/// It exists, and neither waits nor sleeps.
void yield_then(Code code) {
    while (!third_may_send) {
        thread_switch(ThreadId::nil());
    }
    code();
}

void send_to_first_later() { yield_then(send_to_first); }

void try_first_later() { yield_then(try_first); }

/// The first word of the kernel's space, the last, or any.
SendDescriptor beyond_user_space(uint32_t i) {
    constexpr uint32_t begin = 0xC0000000, any = 0x3FFFFFFC;
    const uint32_t offsets[sent_from_the_kernel] = {0, any, numbers.at(0) & any,
                                                    numbers.at(1) & any};
    return SendDescriptor{begin + offsets[i]};
}

void wait_and_tell() {
    logged_wait();
    note(own_number());
}

void tell_and_yield() {
    for (int i = 0; i < 3; ++i) {
        note(own_number());
        thread_switch(ThreadId::nil());
    }
}

void send_round_after_round() {
    for (uint32_t i = 0; i < rounds; ++i) {
        send_drawn(main_thread(), own_number(), i);
    }
}

/// All of them wait to send to the main thread, in this order.
void let_queue(const Order& order) {
    for (uint32_t i = 0; i < order.count; ++i) {
        start(order.numbers[i], send_to_main);
        let_others_run();
    }
}

}  // namespace

void send_drawn(ThreadId to, uint32_t thread, uint32_t message) {
    logged_send(to, first_word(numbers, thread, message),
                second_word(numbers, thread, message), wait_for_ever);
}

void receiver_first(Numbers&) {
    start(1, wait_often);
    let_others_run();
    for (uint32_t i = 0; i < meetings; ++i) {
        send_drawn(helper(1), 0, i);
    }
    let_others_run();  // whether it ran at once is asked by another test
}

void many_senders(Numbers& drawn) {
    start(1, wait_often);
    let_others_run();
    const Order order = draw_order(drawn, namesakes);
    for (const uint32_t* number = order.numbers; number < order.numbers + namesakes;
         ++number) {
        start(1 + *number, send_to_first);
        let_others_run();
    }
    const Order strangers = draw_strangers(drawn);
    for (uint32_t i = 0; i < strangers.count; ++i) {
        const uint32_t stranger = strangers.numbers[i];
        (is_second(drawn, stranger) ? try_in : let)(stranger, send_to_first);
    }
}

void closed_receiver(Numbers& drawn) {
    start(3, try_first_later);
    start(1, wait_for_third);
    let_others_run();
    logged_send(helper(1), 1, 2, both_zero);
    start(2, try_first);
    let_others_run();
    third_may_send = true;
    let_others_run();
    // Lthread 0 of another task is not the main thread.
    start(4, wait_for_main);
    let_others_run();
    let(draw_strangers(drawn).numbers[0], try_fourth);
    logged_send(helper(4), first_word(drawn, 0, 0), second_word(drawn, 0, 0),
                both_zero);
    let_others_run();
}

void other_name(Numbers&) {
    start(3, send_to_first_later);
    start(1, wait_for_third_by_number);
    let_others_run();
    third_may_send = true;
    let_others_run();
}

void message_of_the_kernel(Numbers&) {
    start(1, sleep_for_ever);
    start(2, wait_often);
    let_others_run();
    for (uint32_t i = 0; i < sent_from_the_kernel; ++i) {
        logged_ipc(beyond_user_space(i), nothing_to_receive,
                   i % 2 == 0 ? both_zero : wait_for_ever, helper(1 + i % 2), 1, 2);
    }
    send_drawn(helper(2), 0, 0);
    let_others_run();
}

void nobody_there(Numbers&) {
    const ThreadId nobody = helper(helper_count);
    logged_send(nobody, 1, 2, wait_for_ever);
    logged_send(main_thread(), 1, 2, wait_for_ever);
    logged_call(nobody, 1, 2);
    logged_receive(nobody, wait_for_ever);
}

void who_runs_next(Numbers&) {
    start(1, wait_and_tell);
    let_others_run();
    start(2, tell_and_yield);
    start(3, tell_and_yield);
    note(note_before_send);
    send_drawn(helper(1), 0, 0);
    note(0);
    let_others_run();
}

void sender_first(Numbers&) {
    start(1, send_round_after_round);
    let_others_run();
    for (uint32_t i = 0; i < rounds; ++i) {
        logged_wait();
        let_others_run();
    }
}

void answer_before_question(Numbers&) {
    start(1, call_main);
    let_others_run();
    logged_send(helper(1), 1, 2, both_zero);
}

void queue_of_senders(Numbers& drawn) {
    let_queue(draw_order(drawn, queued));
    for (uint32_t i = 0; i < queued; ++i) {
        logged_wait();
    }
}

void one_out_of_many(Numbers& drawn) {
    const Order order = draw_order(drawn, picked_from);
    let_queue(order);
    logged_receive(helper(order.numbers[draw_place(drawn)]), wait_for_ever);
    for (uint32_t i = 1; i < picked_from; ++i) {
        logged_wait();
    }
    // Lthread 1 of another task waits longer than helper 1.
    try_in(draw_strangers(drawn).numbers[0], send_to_main);
    start(1, send_to_main);
    let_others_run();
    logged_receive(helper(1), wait_for_ever);
    logged_wait();
}

void messages_of_others(Numbers&) {
    start(1, sleep_for_ever);
    start(2, send_to_first);
    let_others_run();
    logged_receive(helper(2), both_zero);
    logged_wait(both_zero);
}

void taken_once(Numbers&) {
    start(1, send_to_main);
    start(2, send_to_main);
    let_others_run();
    logged_wait();
    logged_receive(helper(1), both_zero);
    logged_wait();
    logged_wait(both_zero);
}

void crowd_of_senders(Numbers&) {
    for (uint32_t i = 1; i <= crowd; ++i) {
        start(i, send_round_after_round);
    }
    let_others_run();
    for (uint32_t i = 0; i < crowd * rounds; ++i) {
        logged_wait();
        let_others_run();
    }
}

}  // namespace kumquat::user
