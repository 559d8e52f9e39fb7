// program_ends.cpp -- lab 8, stage 5: messages that do not arrive.
#include "labs/lab08-long-messages/program_tests.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t long_enough_ms = 20;  // for every timeout of a fault

void answer_from_nowhere() {
    const IpcResult fault = logged_wait();
    logged_ipc(SendDescriptor{place_at(numbers, bystanders_area, false)},
               nothing_to_receive, never, fault.sender);
}

/// Two ipcs of this thread end with one code: it is not for the log.
void receive_and_note() {
    note(ipc(nothing_to_send, ReceiveDescriptor{planned.buffer}, never, planned.from, 0,
             0)
             .dope.word());
}

void go_elsewhere() { sleep_for_ever(); }

/// The main thread is the pager of the one and gets its fault; nobody is the other's.
/// \param asking  receiver or sender
IpcResult come_to_a_fault(const Plan& plan, uint32_t asking, Numbers& drawn) {
    lay_out(plan, drawn);
    set_pager(asking == receiver ? main_thread() : ThreadId::nil());
    try_in(receiver, receive_message);
    set_pager(asking == sender ? main_thread() : ThreadId::nil());
    try_in(sender, send_message);
    return logged_wait();
}

/// Send an actor's trier elsewhere while a fault is served, and serve it then.
void leave_in_a_fault(const Plan& plan,
                      uint32_t asking,
                      uint32_t leaving,
                      Numbers& drawn) {
    const IpcResult fault = come_to_a_fault(plan, asking, drawn);
    try_in(leaving, go_elsewhere);
    answer(fault, nothing_to_receive);
    let_others_run();
    note_area(got_strings);
}

/// A message between the two with another address than planned, on one side.
void meet_at(uint32_t message, uint32_t buffer) {
    planned.message = message;
    planned.buffer = buffer;
    let_them_meet();
}

void set_fault_timeouts(TimeoutWord senders, TimeoutWord receivers) {
    planned.senders = senders;
    planned.receivers = receivers;
}

}  // namespace

/// The receiver's pager does not even hear of the fault.
void receivers_pager_is_busy(Numbers& drawn) {
    lay_out(string_to_nowhere_plan(drawn), drawn);
    set_fault_timeouts(send_fault_timeout(fault_exponent), never);
    set_pager(main_thread());
    try_in(receiver, receive_message);
    try_in(sender, send_message);
    sleep_ms(long_enough_ms);
}

/// It hears of it, and does not answer in time.
void receivers_pager_is_slow(Numbers& drawn) {
    lay_out(string_to_nowhere_plan(drawn), drawn);
    set_fault_timeouts(send_fault_timeout(fault_exponent), never);
    set_pager(main_thread());
    try_in(receiver, receive_message);
    try_in(sender, send_message);
    const IpcResult fault = logged_wait();
    sleep_ms(long_enough_ms);
    answer(fault, nothing_to_receive);
}

void senders_pager_is_slow(Numbers& drawn) {
    lay_out(string_from_nowhere_plan(drawn), drawn);
    set_fault_timeouts(never, receive_fault_timeout(fault_exponent));
    set_pager(main_thread());
    try_in(receiver, receive_message);
    try_in(sender, send_message);
    const IpcResult fault = logged_wait();
    sleep_ms(long_enough_ms);
    answer(fault, nothing_to_receive);
}

/// The pager would answer at once.
void receiver_has_no_time(Numbers& drawn) {
    lay_out(string_to_nowhere_plan(drawn), drawn);
    set_fault_timeouts(send_fault_timeout(no_time), never);
    start_pagers();
    let_them_meet();
}

void receiver_has_no_pager(Numbers& drawn) {
    lay_out(string_to_nowhere_plan(drawn), drawn);
    try_in(receiver, receive_message);
    try_in(sender, send_message);
}

void sender_has_no_pager(Numbers& drawn) {
    lay_out(string_from_nowhere_plan(drawn), drawn);
    try_in(receiver, receive_message);
    try_in(sender, send_message);
}

/// The kernel's own memory as message, as buffer, as string, as place of one.
void kernels_memory(Numbers& drawn) {
    const Plan plan = one_string_plan(drawn);
    lay_out(plan, drawn);
    const Message right = planned;
    const uint32_t dope_sent = frame_at(drawn, message_area) + plan.sent_dope(0);
    const uint32_t dope_got = frame_at(drawn, buffer_area) + plan.got_dope(0);
    const uint32_t kernels = DIRECT_WINDOW + frame_at(drawn, bystanders_area);
    meet_at(right.message, kernels);
    const uint32_t source = word_in(dope_sent + 4);
    word_in(dope_sent + 4) = kernels;
    meet_at(right.message, right.buffer);
    word_in(dope_sent + 4) = source;
    word_in(dope_got + 12) = kernels;
    meet_at(right.message, right.buffer);
    word_in(dope_sent + 4) = 0 - drawn.at(70) % 4000 - 1;  // and round to 0
    meet_at(right.message, right.buffer);
}

/// The same, for what begins in the last page of user space and ends behind it.
void end_of_user_space(Numbers& drawn) {
    constexpr uint32_t last_page = USER_SPACE_END - page_size;
    const Plan plan = one_string_plan(drawn);
    lay_out(plan, drawn);
    const Message right = planned;
    const uint32_t dope_sent = frame_at(drawn, message_area) + plan.sent_dope(0);
    const uint32_t dope_got = frame_at(drawn, buffer_area) + plan.got_dope(0);
    const uint32_t frame = frame_at(drawn, bystanders_area);
    word_in(frame + 4) = MessageDope::make(1100, 0).word();
    word_in(frame + 8) = MessageDope::make(1100, 0).word();
    lend(0, frame, sender, last_page, writable);
    lend(0, frame, receiver, last_page, writable);
    meet_at(last_page, right.buffer);
    meet_at(right.message, last_page);
    const uint32_t source = word_in(dope_sent + 4);
    word_in(dope_sent + 4) = USER_SPACE_END - 10;
    meet_at(right.message, right.buffer);
    word_in(dope_sent + 4) = source;
    const uint32_t place = word_in(dope_got + 12);
    word_in(dope_got + 12) = USER_SPACE_END - 10;
    meet_at(right.message, right.buffer);
    word_in(dope_sent) = 10;  // a string that just fits into user space
    word_in(dope_sent + 4) = USER_SPACE_END - 10;
    word_in(dope_got + 12) = place;
    meet_at(right.message, right.buffer);
}

void sender_leaves(Numbers& drawn) {
    leave_in_a_fault(string_to_nowhere_plan(drawn), receiver, sender, drawn);
}
void receiver_leaves(Numbers& drawn) {
    leave_in_a_fault(string_to_nowhere_plan(drawn), receiver, receiver, drawn);
}
void sender_leaves_its_fault(Numbers& drawn) {
    leave_in_a_fault(string_from_nowhere_plan(drawn), sender, sender, drawn);
}
void receiver_leaves_the_others_fault(Numbers& drawn) {
    leave_in_a_fault(string_from_nowhere_plan(drawn), sender, receiver, drawn);
}

/// The pager has not heard of the fault when the message ends: it will never.
void fault_is_dropped(Numbers& drawn) {
    lay_out(string_from_nowhere_plan(drawn), drawn);
    set_pager(main_thread());
    try_in(receiver, receive_message);
    try_in(sender, send_message);
    try_in(receiver, go_elsewhere);
    logged_wait(receive_timeout_ms(long_enough_ms));
}

/// The receiver's pager answers with a message that does not exist, and has no pager itself.
void answer_breaks_off(Numbers& drawn) {
    lay_out(string_to_nowhere_plan(drawn), drawn);
    try_in(bystander, answer_from_nowhere);
    set_pager(trier(bystander));
    try_in(receiver, receive_and_note);
    set_pager(ThreadId::nil());
    try_in(sender, send_message);
}

/// One message breaks off, and the next one between the two arrives.
void meet_again(Numbers& drawn) {
    lay_out(string_to_nowhere_plan(drawn), drawn);
    try_in(receiver, receive_message);
    try_in(sender, send_message);
    start_pagers();
    let_them_meet();
    note_memory();
}

}  // namespace kumquat::user
