// program_faults.cpp -- lab 8, stage 4: pages that are missing while a message is carried.
#include "labs/lab08-long-messages/program_tests.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t words_of_bystander = 9;

uint32_t bystanders_buffer() { return place_at(numbers, bystanders_area, false); }

/// A buffer, and a place for a string behind it.
void lay_out_for_bystander() {
    lend_to_bystander(bystanders_area);
    const uint32_t buffer = frame_at(numbers, bystanders_area);
    const uint32_t dope = buffer + words_offset + words_of_bystander * 4;
    word_in(buffer) = 0;
    word_in(buffer + 4) = MessageDope::make(words_of_bystander, 1).word();
    word_in(dope + 8) = block_bytes / 2;
    word_in(dope + 12) = bystanders_buffer() + block_bytes;
}

void send_to_bystander() {
    logged_ipc(SendDescriptor{planned.message}, nothing_to_receive, never,
               trier(bystander), word_at(numbers, 2), word_at(numbers, 3));
}

void receive_as_bystander() {
    logged_ipc(nothing_to_send, ReceiveDescriptor{bystanders_buffer()}, never,
               actor(sender));
}

void answer_and_yield(const IpcResult& fault) {
    answer(fault, nothing_to_receive);
    let_others_run();
}

void send_later() {
    sleep_ms(3);
    send_message();
}

void send_to_both() {
    logged_send(trier(sender), word_at(numbers, 4), word_at(numbers, 5), both_zero);
    logged_send(trier(receiver), word_at(numbers, 4), word_at(numbers, 5), both_zero);
}

}  // namespace

void receiver_misses(Numbers& drawn) { deliver(receiver_misses_plan(drawn), drawn); }
void sender_misses(Numbers& drawn) { deliver(sender_misses_plan(drawn), drawn); }
void border_misses(Numbers& drawn) { deliver(border_misses_plan(drawn), drawn); }

/// A trier with a pager receives, and the first thread of its own task sends: that has none.
void misses_in_one_task(Numbers& drawn) {
    lay_out(in_one_task(string_to_nowhere_plan(drawn)), drawn);
    start_pagers();
    planned.from = actor(sender);
    planned.to = trier(sender);
    set_pager(helper(receivers_pager));
    try_in(sender, receive_message);
    let(sender, send_message);
    note_memory();
}

/// Now the trier sends, when the first thread waits for it and for no orders.
void source_misses_in_one_task(Numbers& drawn) {
    lay_out(in_one_task(sender_misses_plan(drawn)), drawn);
    start_pagers();
    planned.from = trier(sender);
    planned.to = actor(sender);
    set_pager(helper(senders_pager));
    try_in(sender, send_later);
    let(sender, receive_message);
    sleep_ms(10);
    note_memory();
}

/// While a message waits for a page, another thread of the sender's task sends the same message to
/// the bystander: both windows of that task's space show other memory meanwhile.
void window_used_by_another(Numbers& drawn) {
    lay_out(missing_middle_plan(drawn), drawn);
    lay_out_for_bystander();
    let_them_meet(main_thread(), main_thread());
    const IpcResult fault = logged_wait();
    try_in(bystander, receive_as_bystander);
    let(sender, send_to_bystander);
    answer_and_yield(fault);
    note_memory();
}

/// While the receiver waits for a page, and then the sender, a third sends to both.
void others_wait(Numbers& drawn) {
    lay_out(missing_twice_plan(drawn), drawn);
    planned.buffer |=
        ReceiveDescriptor::open_bit;  // it would take a message of anybody
    let_them_meet(main_thread(), main_thread());
    const IpcResult fault = logged_wait();
    try_in(bystander, send_to_both);
    answer_and_yield(fault);
    const IpcResult next_fault = logged_wait();
    try_in(bystander, send_to_both);
    answer_and_yield(next_fault);
    note_memory();
}

}  // namespace kumquat::user
