// transfer_faults.cpp -- page faults in the middle of a message.
// First between threads of the root task whose pager, the main thread, does not help; then into
// and out of children whose pager does.
#include "tests/conformance/guests/servant.hpp"
#include "user/lib/message_buffer.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t nothing = 0x70000000;  // root has nothing there
constexpr TimeoutWord fault_4_ms{0x00009900}, fault_zero{0x0000FF00};
MessageBuffer<4, 1> inbox, outbox;
uint8_t text[64], place[64];
uint32_t timeouts_of_receiver, timeouts_of_sender;
volatile uint32_t result_of_receiver, result_of_sender;

void receive_it() {
    result_of_receiver = ipc(nothing_to_send, inbox.to_fill(),
                             TimeoutWord{timeouts_of_receiver}, helper(2), 0, 0)
                             .dope.word();
    sleep_for_ever();
}

void send_it() {
    result_of_sender = ipc(outbox.to_send(), nothing_to_receive,
                           TimeoutWord{timeouts_of_sender}, helper(1), 1, 2)
                           .dope.word();
    sleep_for_ever();
}

IpcResult wait_10_ms() {
    return ipc(nothing_to_send, from_anybody, receive_10_ms, ThreadId::nil(), 0, 0);
}

/// Helper 2 sends a string to helper 1; the main thread is the pager of both.
/// \param source, target  where the string is and where it goes
void start_transfer(uint32_t source,
                    uint32_t target,
                    TimeoutWord of_sender,
                    TimeoutWord of_receiver) {
    outbox.send = MessageDope::make(2, 1);
    outbox.string[0] = {40, source, 0, 0};
    inbox.string[0] = {0, 0, 40, target};
    timeouts_of_sender = of_sender.word();
    timeouts_of_receiver = of_receiver.word();
    result_of_receiver = 0xBAD;
    result_of_sender = 0xBAD;
    park(2);
    start_thread(1, address_of(receive_it), helper_stack(1), main_thread());
    start_thread(2, address_of(send_it), helper_stack(2), main_thread());
}

/// What a thread gets that is neither partner nor pager and sends to the receiver.
uint32_t code_of_third_thread() {
    static uint32_t code;
    start(3, [] {
        code = code_of(send(helper(1), 0, 0, both_zero));
        sleep_for_ever();
    });
    let_others_run();
    return code;
}

void the_receivers_fault() {
    start_transfer(address_of(text), nothing, fault_4_ms, wait_for_ever);
    const IpcResult fault = wait_10_ms();
    claim("xfer.fault.1", "a fault in the receiver's space is the receiver's",
          helper(1).low(), fault.sender.low());
    claim("xfer.fault.3 fault.2", "it is told as a write", nothing | 2, fault.w0);
    claim("xfer.fault.3", "without an instruction", 0xFFFFFFFF, fault.w1);
    claim("xfer.fault.8 ipc.send.4", "a third thread cannot send to the receiver", 0x30,
          code_of_third_thread());
    sleep(receive_10_ms);
    claim("xfer.fault.4 code.8", "no answer in time: 0x80 for the receiver", 0x80,
          result_of_receiver);
    claim("xfer.fault.4 code.8 code.13", "0x90 for the sender", 0x90, result_of_sender);
}

void the_senders_fault() {
    start_transfer(nothing, address_of(place), wait_for_ever, fault_4_ms);
    const IpcResult fault = wait_10_ms();
    claim("xfer.fault.2", "a fault in the sender's space is the sender's",
          helper(2).low(), fault.sender.low());
    claim("xfer.fault.2 fault.2", "it is told as a read", nothing, fault.w0);
    claim("xfer.fault.3", "without an instruction as well", 0xFFFFFFFF, fault.w1);
    sleep(receive_10_ms);
    claim("xfer.fault.5 code.9", "no answer in time: 0xA0 for the receiver", 0xA0,
          result_of_receiver);
    claim("xfer.fault.5 code.9 code.13", "0xB0 for the sender", 0xB0, result_of_sender);
}

void each_side_has_its_timeout() {
    start_transfer(address_of(text), nothing, fault_4_ms, TimeoutWord{0x00001100});
    wait_10_ms();
    sleep(receive_10_ms);
    claim("xfer.fault.4", "the sender's word limits the receiver's faults", 0x90,
          result_of_sender);
    start_transfer(nothing, address_of(place), TimeoutWord{0x00001100}, fault_4_ms);
    wait_10_ms();
    sleep(receive_10_ms);
    claim("xfer.fault.5", "the receiver's word the sender's faults", 0xB0,
          result_of_sender);
    start_transfer(address_of(text), nothing, wait_for_ever, fault_4_ms);
    wait_10_ms();
    sleep(receive_10_ms);
    claim("timeout.4 timeout.8 xfer.fault.4", "never means never: they still wait",
          0xBAD, result_of_sender);
    start_transfer(address_of(text), nothing, fault_zero, wait_for_ever);
    sleep(receive_2_ms);
    claim("xfer.fault.7 timeout.4", "timeout zero: the transfer fails at once", 0x90,
          result_of_sender);
    claim("xfer.fault.7", "on both sides", 0x80, result_of_receiver);
    start_transfer(nothing, address_of(place), wait_for_ever, fault_zero);
    sleep(receive_2_ms);
    claim("xfer.fault.7", "also for the sender's faults", 0xB0, result_of_sender);
    claim("xfer.fault.7", "on both sides again", 0xA0, result_of_receiver);
}

void without_a_pager() {
    start_transfer(address_of(text), nothing, wait_for_ever, wait_for_ever);
    wait_10_ms();  // drop it, and again with a pager that does not exist
    park(1);
    park(2);
    result_of_sender = 0xBAD;
    start_thread(1, address_of(receive_it), helper_stack(1), helper(missing_lthread));
    start_thread(2, address_of(send_it), helper_stack(2), main_thread());
    sleep(receive_2_ms);
    claim("xfer.fault.6 code.10", "no pager: 0xD0 for the sender", 0xD0,
          result_of_sender);
    claim("xfer.fault.6 code.10", "0xC0 for the receiver", 0xC0, result_of_receiver);
}

uint32_t seen_eax;
extern "C" void note_eax_of_transfer(uint32_t eax) {
    seen_eax = eax;
    sleep_for_ever();
}
asm(".text\n"
    "go_on_after_transfer:\n\t"
    "pushl %eax\n\t"
    "pushl $0\n\t"
    "jmp note_eax_of_transfer");
extern "C" void go_on_after_transfer();

void cancelled() {
    start_transfer(address_of(text), nothing, wait_for_ever, wait_for_ever);
    wait_10_ms();
    start(1, go_on_after_transfer);
    sleep(receive_2_ms);
    claim("cancel.3 code.10", "ex_regs on the receiver: it gets 0xC0", 0xC0, seen_eax);
    claim("cancel.3 code.10 code.13", "and the sender 0xD0", 0xD0, result_of_sender);
    start_transfer(address_of(text), nothing, wait_for_ever, wait_for_ever);
    wait_10_ms();
    start(2, go_on_after_transfer);
    sleep(receive_2_ms);
    claim("cancel.3", "ex_regs on the sender: it gets 0xD0", 0xD0, seen_eax);
    claim("cancel.3", "and the receiver 0xC0", 0xC0, result_of_receiver);
}

FaultReply lend_arena(const IpcResult& fault) {
    const uint32_t page = Fpage::align(fault.w0, page_order);
    const uint32_t number = (page - attic) / page_size;
    return reply_page(page, arena_page(number), Fpage::write_bit);
}

/// A servant's message at a place of its own that is not there yet. Root prepares the frames.
void served_faults() {
    set_fault_handler(lend_arena);
    for (uint32_t i = 0; i < 8; ++i) {
        fill_page(arena_page(i), 0);
    }
    using Message = MessageBuffer<1500, 1>;
    Message& at_sender = *reinterpret_cast<Message*>(uintptr_t{arena_page(0)});
    Message& at_receiver = *reinterpret_cast<Message*>(uintptr_t{arena_page(4)});
    at_sender.size = at_sender.send = MessageDope::make(1500, 0);
    at_receiver.size = MessageDope::make(1500, 0);
    for (uint32_t i = 0; i < 1500; ++i) {
        at_sender.word[i] = 0x900000 + i;
    }
    fault_count = 0;
    expect(child_a, ReceiveDescriptor{attic_page(4)});
    const uint32_t sent =
        order_send(child_b, child_id(child_a), SendDescriptor{attic_page(0)}, 1, 2);
    claim("xfer.fault.9", "a message from pages to come to pages to come: sent", 0,
          sent);
    claim("xfer.fault.9 dope.2", "and received, all 1,500 words", 1500 << 13,
          received_by(child_a).eax);
    claim_that("xfer.fault.9", "after faults on both sides", fault_count >= 4);
    uint32_t wrong = 0;
    for (uint32_t i = 2; i < 1500; ++i) {
        wrong += at_receiver.word[i] == 0x900000 + i ? 0 : 1;
    }
    claim("xfer.fault.9 msg.3", "every word is right", 0, wrong);
    set_fault_handler(nullptr);
}

void what_was_mapped_stays() {
    MessageBuffer<4, 0>& window_only =
        *reinterpret_cast<MessageBuffer<4, 0>*>(uintptr_t{arena_page(8)});
    fill_page(arena_page(8), Fpage::whole_space().word());
    window_only.size = MessageDope::make(4, 1);
    reinterpret_cast<StringDope*>(window_only.word + 4)[0] = {0, 0, 64, attic_page(60)};
    map_to(child_a, Fpage::whole_space(), attic_page(8), writable(arena_page(8)));
    fill_page(arena_page(9), 0x909);
    static MessageBuffer<2, 1> message;
    message.string[0] = {64, address_of(text), 0, 0};
    expect(child_a, ReceiveDescriptor{attic_page(8)});
    const IpcResult result =
        ipc(message.to_send(SendDescriptor::map_bit), nothing_to_receive,
            TimeoutWord{0x9D00F0C0}, child_id(child_a), attic_page(9),
            writable(arena_page(9)).word());
    claim("xfer.fault.10 xfer.fault.4", "a page, then a string that faults: 0x90", 0x90,
          result.dope.word());
    claim("xfer.fault.10 dope.6", "0x80 for the receiver", 0x80,
          received_by(child_a).eax & ~2u);
    claim_that("xfer.fault.10", "the page stays mapped",
               shows(child_a, attic_page(9), 0x909));
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    start_servants(2);
    the_receivers_fault();
    the_senders_fault();
    each_side_has_its_timeout();
    without_a_pager();
    cancelled();
    served_faults();
    what_was_mapped_stays();
    finish_claims();
}
