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

/// A message with a string: addresses of message and buffer, and where in memory it stands how long
/// the string is, where it lies, and where it goes.
struct Ends {
    uint32_t message, buffer;
    uint32_t length, string, place;
};

Ends lay_out_ends(Numbers& drawn) {
    const Plan plan = one_string_plan(drawn);
    lay_out(plan, drawn);
    const uint32_t sent = frame_at(drawn, message_area) + plan.sent_dope(0);
    const uint32_t got = frame_at(drawn, buffer_area) + plan.got_dope(0);
    return {planned.message, planned.buffer, sent, sent + 4, got + 12};
}

/// One message between the two, elsewhere on one side.
void meet_at(uint32_t message, uint32_t buffer) {
    planned.message = message;
    planned.buffer = buffer;
    let_them_meet();
}

/// The same with an address for the string, or for its place, that is wrong this once.
void meet_with(uint32_t described_at, uint32_t address) {
    const uint32_t right = word_in(described_at);
    word_in(described_at) = address;
    let_them_meet();
    word_in(described_at) = right;
}

/// One of the two misses a page, and the main thread is its pager.
void miss_a_page(const Plan& plan,
                 TimeoutWord senders,
                 TimeoutWord receivers,
                 Numbers& drawn) {
    lay_out(plan, drawn);
    planned.senders = senders;
    planned.receivers = receivers;
    let_them_meet(main_thread(), main_thread());
}

/// The pager hears of the fault, and answers when all time has passed.
void answer_late() {
    const IpcResult fault = logged_wait();
    sleep_ms(long_enough_ms);
    answer(fault, nothing_to_receive);
}

/// An actor's trier is sent elsewhere while the receiver's fault is served.
void leave_in_a_fault(uint32_t leaving, Numbers& drawn) {
    miss_a_page(string_to_nowhere_plan(drawn), never, never, drawn);
    const IpcResult fault = logged_wait();
    try_in(leaving, go_elsewhere);
    answer(fault, nothing_to_receive);
    let_others_run();
    note_area(got_strings);
}

}  // namespace

/// The receiver's pager does not even hear of the fault.
void receivers_pager_is_busy(Numbers& drawn) {
    miss_a_page(string_to_nowhere_plan(drawn), send_fault_timeout(fault_exponent),
                never, drawn);
    sleep_ms(long_enough_ms);
}

void receivers_pager_is_slow(Numbers& drawn) {
    miss_a_page(string_to_nowhere_plan(drawn), send_fault_timeout(fault_exponent),
                never, drawn);
    answer_late();
}

void senders_pager_is_slow(Numbers& drawn) {
    miss_a_page(string_from_nowhere_plan(drawn), never,
                receive_fault_timeout(fault_exponent), drawn);
    answer_late();
}

void receiver_has_no_pager(Numbers& drawn) {
    lay_out(string_to_nowhere_plan(drawn), drawn);
    let_them_meet(ThreadId::nil(), ThreadId::nil());
}

void sender_has_no_pager(Numbers& drawn) {
    lay_out(string_from_nowhere_plan(drawn), drawn);
    let_them_meet(ThreadId::nil(), ThreadId::nil());
}

/// The kernel's own memory as buffer, as string, as place of one; and a string that goes round to 0.
void kernels_memory(Numbers& drawn) {
    const Ends ends = lay_out_ends(drawn);
    const uint32_t kernels = DIRECT_WINDOW + frame_at(drawn, bystanders_area);
    meet_at(planned.message, kernels);
    planned.buffer = ends.buffer;
    meet_with(ends.string, kernels);
    meet_with(ends.place, kernels);
    meet_with(ends.string, 0 - drawn.at(70) % 19 - 1);
}

/// What begins in the last page of user space and ends behind it: a message, a buffer, a string, a
/// place. And a string that just fits.
void end_of_user_space(Numbers& drawn) {
    constexpr uint32_t last_page = USER_SPACE_END - page_size, few = 10;
    const Ends ends = lay_out_ends(drawn);
    const uint32_t message = frame_at(drawn, bystanders_area);
    const uint32_t buffer = message + page_size;
    const uint32_t many_words = MessageDope::make(page_size / 4, 0).word();
    word_in(message + 4) = MessageDope::make(2, 0).word();
    word_in(message + 8) = many_words;
    word_in(buffer + 4) = many_words;
    lend(0, message, sender, last_page, writable);
    lend(0, buffer, receiver, last_page, writable);
    meet_at(last_page, ends.buffer);
    meet_at(ends.message, last_page);
    planned.buffer = ends.buffer;
    meet_with(ends.string, USER_SPACE_END - few);
    meet_with(ends.place, USER_SPACE_END - few);
    word_in(ends.length) = few;
    meet_with(ends.string, USER_SPACE_END - few);
}

void sender_leaves(Numbers& drawn) { leave_in_a_fault(sender, drawn); }
void receiver_leaves(Numbers& drawn) { leave_in_a_fault(receiver, drawn); }

/// The sender's pager has not heard of the fault when the receiver leaves: it never will.
void fault_is_dropped(Numbers& drawn) {
    miss_a_page(string_from_nowhere_plan(drawn), never, never, drawn);
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
    let_them_meet(ThreadId::nil(), ThreadId::nil());
    start_pagers();
    let_them_meet();
    note_memory();
}

}  // namespace kumquat::user
