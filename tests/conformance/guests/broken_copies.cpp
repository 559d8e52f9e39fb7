// broken_copies.cpp -- a string is being copied, without any fault, when one of the two is
// deleted or sent elsewhere. One task sends strings of 4 MB to another; the main thread, above
// them, wakes again and again until it finds the sender in the middle of a transfer.
#include "tests/conformance/guests/children.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"
#include "user/lib/spaces.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t source = 0x20000000, target = 0x20400000;
constexpr uint32_t longest = 4u << 20, main_priority = 50, sends = 4;
MessageBuffer<2, 1> outbox, inbox;
volatile uint32_t code_of_sender, code_of_receiver;

void send_strings() {
    do {
        code_of_sender = ipc(outbox.to_send(), nothing_to_receive, wait_for_ever,
                             launched(child_b), 1, 2)
                             .dope.word();
    } while (code_of_sender == 0);
    sleep_for_ever();
}

void receive_strings() {
    do {
        // Openly: the sender need not be there yet.
        code_of_receiver = ipc(nothing_to_send, inbox.to_fill(from_anybody.word()),
                               wait_for_ever, ThreadId::nil(), 0, 0)
                               .dope.word();
    } while (code_of_receiver == MessageDope::make(2, 1).word());
    sleep_for_ever();
}

/// All of a child's memory above the program is the arena's 4 MB.
FaultReply lend_arena(const IpcResult& fault) {
    return {true, send_fpage, Fpage::align(fault.w0, large_page_order),
            Fpage::make(arena, large_page_order, Fpage::write_bit).word()};
}

/// \return  false if the sender was never found so
bool stop_in_the_middle() {
    code_of_sender = 0xBAD;
    code_of_receiver = 0xBAD;
    code_elsewhere = 0xBAD;
    outbox.string[0] = {longest, source, 0, 0};
    inbox.string[0] = {0, 0, longest, target};
    start_child(child_a, launch_what_is_told);
    start_child(child_b, launch_what_is_told);
    launch(child_b, receive_strings);
    launch(child_a, send_strings);
    for (uint32_t i = 0; i < 100; ++i) {
        sleep(TimeoutWord{0x0100000F});
        if (state_of(launched(child_a)) == sends) {
            return true;
        }
    }
    return false;
}

/// At once: its first thread, which does it, must not wait for the copying.
void send_elsewhere(TaskNumber task) {
    set_priority(child_id(task), main_priority + 1);
    launch(task, go_on_elsewhere);
}

void end_both() {
    sleep(receive_10_ms);
    end_child(child_a);
    end_child(child_b);
}

void claims() {
    claim_that("state.2 xfer.fault.11", "a sender is stopped while it copies",
               stop_in_the_middle());
    end_child(child_a);
    end_both();
    claim("cancel.7 code.10", "it is deleted: its receiver gets 0xC0", 0xC0,
          code_of_receiver);
    stop_in_the_middle();
    end_child(child_b);
    end_both();
    claim("cancel.7 code.10", "its receiver is deleted: it gets 0xD0", 0xD0,
          code_of_sender);
    stop_in_the_middle();
    send_elsewhere(child_a);
    end_both();
    claim("cancel.3 code.10", "it is sent elsewhere, with 0xD0", 0xD0, code_elsewhere);
    claim("cancel.3 code.13", "and its receiver gets 0xC0", 0xC0, code_of_receiver);
    stop_in_the_middle();
    send_elsewhere(child_b);
    end_both();
    claim("cancel.3 code.10", "its receiver is sent elsewhere, with 0xC0", 0xC0,
          code_elsewhere);
    claim("cancel.3 code.13", "and the sender gets 0xD0", 0xD0, code_of_sender);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    start_pager();
    set_fault_handler(lend_arena);
    for (uint32_t i = 0; i < longest / kumquat::page_size; ++i) {
        fill_page(arena_page(i), i);
    }
    set_priority(main_thread(), main_priority);
    claims();
    finish_claims();
}
