// broken_transfers.cpp -- somebody is deleted, or sent elsewhere, in the middle of a message.
// A sender, a receiver, the pager of both, and a bystander, each a task of its own. In every
// phase of the message one page is missing; the pager tells the main thread of that fault, which
// then does something to one of the four, and lets the pager go on. Or the pager answers, with a
// message of its own that lacks a page: then the answer itself is interrupted.
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

extern "C" const uint8_t image_begin[], image_end[];  // of user.ld's making

namespace {

constexpr TaskNumber sender{child_a}, receiver{child_b}, their_pager{child_c},
    bystander{child_c.value + 1};
constexpr TaskNumber everybody[] = {their_pager, sender, receiver, bystander};

// The message is two pages long, and has two strings; pages of the attic, number n lent by the
// arena's page n.
constexpr uint32_t words = 1500, string_bytes = 3000;
using Message = MessageBuffer<words, 2>;
const uint32_t whole_message = MessageDope::make(words, 2).word();
constexpr uint32_t sent_message = 0, sent_strings = 10, got_message = 4,
                   got_strings = 14;
// The second string goes far from the first, where the arena's next pages are seen.
constexpr uint32_t far = 0x4000, places[] = {got_strings, far + got_strings};
constexpr uint32_t phases[] = {sent_message,     got_message,  sent_message + 1,
                               got_message + 1,  sent_strings, got_strings,
                               sent_strings + 1, places[1]};

constexpr uint32_t answer_page = 20;  // what the pager's answer needs of its own
constexpr uint32_t go_on = 0xFFFFFFF0;
volatile uint32_t missing_page;  // the pager does not bring it before it has told
volatile bool stops_in_answer;
volatile uint32_t code_of_sender, code_of_receiver;
IpcResult told_fault;
alignas(16) uint32_t stacks_of_changers[4][256];

Message& message_at(uint32_t page) {
    return *reinterpret_cast<Message*>(uintptr_t{page});
}

/// The second thread of each task moves the first one when it is told where to.
void change_when_told() {
    for (;;) {
        const IpcResult order = receive(main_thread(), wait_for_ever);
        start_thread(0, order.w0, child_stack(myself().task()), ThreadId::invalid());
    }
}

/// Nothing but the message may fault from now on. (The program's own pages come from the main
/// task, so that they stay if the pager goes.)
void prepare(ThreadId pager_of_message) {
    for (const uint8_t* page = image_begin; page < image_end; page += page_size) {
        static_cast<void>(*static_cast<const volatile uint8_t*>(page));
    }
    const uint32_t number = myself().task().value - child_a.value;
    start_thread(1, address_of(change_when_told),
                 address_of(stacks_of_changers[number] + 256), pager());
    start_thread(0, 0xFFFFFFFF, 0xFFFFFFFF, pager_of_message);
}

/// Twice, if nothing happens: the second time no page is missing any more.
void send_it() {
    prepare(child_id(their_pager));
    uint32_t code = 0;
    for (uint32_t round = 0; round < 2 && code == 0; ++round) {
        code = ipc(SendDescriptor{attic_page(sent_message)}, nothing_to_receive,
                   wait_for_ever, child_id(receiver), 1, 2)
                   .dope.word();
    }
    code_of_sender = code;
    sleep_for_ever();
}

void receive_it() {
    prepare(child_id(their_pager));
    uint32_t code = whole_message;
    for (uint32_t round = 0; round < 2 && code == whole_message; ++round) {
        code = ipc(nothing_to_send, ReceiveDescriptor{attic_page(got_message)},
                   wait_for_ever, child_id(sender), 0, 0)
                   .dope.word();
        if (round == 0 && code == whole_message) {
            word_at(attic_page(places[0])) = 0xBAD;
            word_at(attic_page(places[1])) = 0xBAD;
        }
    }
    code_of_receiver = code;
    sleep_for_ever();
}

void stand_by() {
    prepare(pager());
    sleep_for_ever();
}

/// Lend a page of the pager's own, and wait for the next fault.
IpcResult lend(const IpcResult& fault, SendDescriptor kind = send_fpage) {
    const uint32_t page = Fpage::align(fault.w0, page_order);
    static_cast<void>(uint32_t{word_at(page)});
    return reply_and_wait(kind, fault.sender, page, writable(page).word());
}

/// Tell of the fault, or run into one while answering it.
IpcResult lend_missing_page(const IpcResult& fault) {
    missing_page = 0;
    told_fault = fault;
    if (stops_in_answer) {
        return lend(fault,
                    SendDescriptor{attic_page(answer_page) | SendDescriptor::map_bit});
    }
    call(main_thread(), 0, 0);
    return lend(fault);
}

void serve(IpcResult fault) {
    for (;;) {
        if (!fault.ok()) {
            fault = wait();
        } else if (Fpage::align(fault.w0, page_order) == missing_page) {
            fault = lend_missing_page(fault);
        } else {
            fault = lend(fault);
        }
    }
}

void serve_partners() {
    prepare(pager());
    serve(wait());
}

/// Where a changed pager goes on: it has not forgotten the fault.
void serve_again() { serve(lend(told_fault)); }

/// Where each task's pages of the attic come from; in the main task's pager thread.
FaultReply lend_arena(const IpcResult& fault) {
    if (fault.w0 == go_on) {
        ipc(send_fpage, nothing_to_receive, reply_at_once, child_id(their_pager),
            attic_page(answer_page), writable(arena_page(answer_page)).word());
        return {};
    }
    const uint32_t page = Fpage::align(fault.w0, page_order);
    if (stops_in_answer && page == attic_page(answer_page)) {
        stops_in_answer = false;
        send(main_thread(), 0, 0, both_zero);
        return {};
    }
    const uint32_t number = (page - attic) / page_size;
    return reply_page(page, arena_page(number < far ? number : number - far + 1),
                      Fpage::write_bit);
}

void write_message() {
    for (uint32_t i = 0; i <= answer_page; ++i) {
        fill_page(arena_page(i), 0);
    }
    Message& sent = message_at(arena_page(sent_message));
    Message& got = message_at(arena_page(got_message));
    sent = got = Message{};
    for (uint32_t i = 0; i < words; ++i) {
        sent.word[i] = 0x700000 + i;
    }
    for (uint32_t i = 0; i < 2; ++i) {
        sent.string[i] = {string_bytes, attic_page(sent_strings + i), 0, 0};
        got.string[i] = {0, 0, string_bytes, attic_page(places[i])};
        for (uint32_t k = 0; k < string_bytes; k += 4) {
            word_at(arena_page(sent_strings + i) + k) = 0x10000 * i + k;
            word_at(arena_page(got_strings + i) + k) = 0;
        }
    }
}

/// \return  how many words and string words did not arrive as they were sent
uint32_t differences() {
    uint32_t wrong = 0;
    for (uint32_t i = 2; i < words; ++i) {
        wrong += message_at(arena_page(got_message)).word[i] == 0x700000 + i ? 0 : 1;
    }
    for (uint32_t i = 0; i < 2; ++i) {
        for (uint32_t k = 0; k < string_bytes; k += 4) {
            wrong +=
                word_at(arena_page(got_strings + i) + k) == 0x10000 * i + k ? 0 : 1;
        }
    }
    return wrong;
}

/// Let a message come to the fault of this phase. \return  false if it never came there
bool begin_message(uint32_t phase, bool stops_there) {
    stops_in_answer = stops_there;
    write_message();
    code_of_sender = 0xBAD;
    code_of_receiver = 0xBAD;
    code_elsewhere = 0xBAD;
    missing_page = attic_page(phase);
    const Code codes[] = {serve_partners, send_it, receive_it, stand_by};
    for (uint32_t i = 0; i < 4; ++i) {
        start_child(everybody[i], codes[i]);
    }
    const IpcResult told =
        ipc(nothing_to_send, from_anybody, receive_10_ms, ThreadId::nil(), 0, 0);
    return told.ok();
}

/// Let the pager go on, and everything come to its end.
void end_message() {
    send(child_id(their_pager), 0, 0, both_zero);
    send(pager(), go_on, 0, send_10_ms);
    sleep(receive_2_ms);
}

void remove_everybody() {
    for (const TaskNumber task : everybody) {
        end_child(task);
    }
}

void change(TaskNumber task, Code code) {
    send(child_id(task).with_lthread(1), address_of(code), 0, send_10_ms);
}

/// What a claim compares: a value, and the page that was missing.
uint32_t in(uint32_t phase, uint32_t value) { return phase << 24 | value; }

/// What is wrong with a message that should have arrived: 0.
uint32_t faults_of_message(uint32_t phase) {
    const uint32_t wrong_dope = code_of_receiver ^ whole_message;
    return in(phase, code_of_sender | differences() | wrong_dope);
}

void nothing_happens(uint32_t phase, bool in_answer) {
    claim_that("xfer.fault.8", "the message comes to its fault",
               begin_message(phase, in_answer));
    claim("xfer.fault.8", "which holds both", in(phase, 0xBAD),
          in(phase, code_of_sender & code_of_receiver));
    end_message();
    claim("xfer.fault.9", "the page comes: everything arrives", in(phase, 0),
          faults_of_message(phase));
}

void somebody_is_deleted(uint32_t phase, bool in_answer) {
    begin_message(phase, in_answer);
    end_child(sender);
    end_message();
    claim("cancel.7 code.10", "the sender is deleted: the receiver gets 0xC0",
          in(phase, 0xC0), in(phase, code_of_receiver));
    remove_everybody();
    begin_message(phase, in_answer);
    end_child(receiver);
    end_message();
    claim("cancel.7 code.10", "the receiver is deleted: the sender gets 0xD0",
          in(phase, 0xD0), in(phase, code_of_sender));
    remove_everybody();
    begin_message(phase, in_answer);
    end_child(their_pager);
    sleep(receive_2_ms);
    claim("xfer.fault.6 cancel.9", "the pager is deleted: the sender gets 0xD0",
          in(phase, 0xD0), in(phase, code_of_sender));
    claim("xfer.fault.6 cancel.9", "and the receiver 0xC0", in(phase, 0xC0),
          in(phase, code_of_receiver));
    remove_everybody();
    begin_message(phase, in_answer);
    end_child(bystander);
    end_message();
    claim("xfer.fault.9", "somebody else is deleted: everything arrives", in(phase, 0),
          faults_of_message(phase));
    remove_everybody();
}

void somebody_is_changed(uint32_t phase, bool in_answer) {
    begin_message(phase, in_answer);
    change(sender, go_on_elsewhere);
    end_message();
    claim("cancel.3 code.10", "the sender is sent elsewhere, with 0xD0",
          in(phase, 0xD0), in(phase, code_elsewhere));
    claim("cancel.3 code.13", "and its receiver gets 0xC0", in(phase, 0xC0),
          in(phase, code_of_receiver));
    remove_everybody();
    begin_message(phase, in_answer);
    change(receiver, go_on_elsewhere);
    end_message();
    claim("cancel.3 code.10", "the receiver is sent elsewhere, with 0xC0",
          in(phase, 0xC0), in(phase, code_elsewhere));
    claim("cancel.3 code.13", "and its sender gets 0xD0", in(phase, 0xD0),
          in(phase, code_of_sender));
    remove_everybody();
    begin_message(phase, in_answer);
    change(their_pager, serve_again);
    sleep(receive_2_ms);
    if (in_answer) {
        claim("xfer.fault.6 cancel.3", "the pager leaves its answer: 0xD0",
              in(phase, 0xD0), in(phase, code_of_sender));
        claim("xfer.fault.6 cancel.3", "and 0xC0", in(phase, 0xC0),
              in(phase, code_of_receiver));
    } else {
        claim("xfer.fault.9", "the pager goes on elsewhere: everything arrives",
              in(phase, 0), faults_of_message(phase));
    }
    remove_everybody();
    begin_message(phase, in_answer);
    change(bystander, go_on_elsewhere);
    end_message();
    claim("xfer.fault.9", "somebody else is sent elsewhere: everything arrives",
          in(phase, 0), faults_of_message(phase));
    remove_everybody();
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    set_fault_handler(lend_arena);
    for (const uint32_t phase : phases) {
        for (uint32_t in_answer = 0; in_answer < 2; ++in_answer) {
            nothing_happens(phase, in_answer != 0);
            remove_everybody();
            somebody_is_deleted(phase, in_answer != 0);
            somebody_is_changed(phase, in_answer != 0);
        }
    }
    finish_claims();
}
