// memory_words.cpp -- messages of words in memory: what is copied, what is cut, what stays.
#include "tests/conformance/guests/receiver.hpp"
#include "user/lib/program.hpp"

namespace kumquat::user {

namespace {

constexpr uint32_t junk = 0xA5A5A5A5;
MessageBuffer<12, 0> inbox, outbox;
constexpr uint32_t many = 4093;
MessageBuffer<many, 0> big_inbox, big_outbox;

void fill(uint32_t* words, uint32_t count, uint32_t seed) {
    for (uint32_t i = 0; i < count; ++i) {
        words[i] = seed == junk ? junk : seed + i;
    }
}

/// Are words first to last - 1 those that were sent?
bool arrived(uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; ++i) {
        if (inbox.word[i] != outbox.word[i]) {
            return false;
        }
    }
    return true;
}

bool is_junk(uint32_t first, uint32_t last) {
    for (uint32_t i = first; i < last; ++i) {
        if (inbox.word[i] != junk) {
            return false;
        }
    }
    return true;
}

/// Send `sent` words to a buffer with room for `room`. \return  EAX of the sender
uint32_t transfer(uint32_t sent, uint32_t room) {
    outbox.send = MessageDope::make(sent, 0);
    inbox.size = MessageDope::make(room, 0);
    fill(outbox.word, 12, 0x1000);
    fill(inbox.word, 12, junk);
    start_receiver(1, inbox.to_fill());
    return send_message(outbox.to_send(), helper(1), 0x71, 0x72);
}

void a_message_arrives() {
    claim("msg.4 msg.3 snd.3 rcv.5 dope.3", "eight words of memory: the sender gets 0",
          0, transfer(8, 12));
    claim("dope.2 msg.4", "the receiver gets a dope of eight words", 8 << 13,
          received.eax);
    claim("msg.1 xfer.1", "w0 comes from EDX", 0x71, received.edx);
    claim("msg.1 xfer.1", "w1 comes from EBX", 0x72, received.ebx);
    claim("ipc.reg.1", "and the sender's id from the kernel", main_thread().low(),
          received.esi);
    claim("ipc.reg.1", "high word too", main_thread().high(), received.edi);
    claim_that("ipc.reg.6", "ECX and EBP are kept",
               received.ecx == 0 && received.ebp == inbox.to_fill().word());
    claim_that("msg.3 xfer.2", "words 2 to 7 are in their places", arrived(2, 8));
    claim_that("msg.1", "words 0 and 1 in memory are not written", is_junk(0, 2));
    claim_that("msg.12 xfer.2", "nothing behind the message is written",
               is_junk(8, 12));
    claim("msg.7", "the receiver's size dope stays", MessageDope::make(12, 0).word(),
          inbox.size.word());
    claim("msg.7", "and its send dope", MessageDope::make(12, 0).word(),
          inbox.send.word());
    claim_that("msg.10", "the sender's message stays",
               outbox.word[0] == 0x1000 && outbox.word[7] == 0x1007 &&
                   outbox.send.word() == MessageDope::make(8, 0).word() &&
                   outbox.size.word() == MessageDope::make(12, 0).word());
}

void short_ones() {
    for (uint32_t sent = 0; sent <= 2; ++sent) {
        claim("msg.2", "0, 1 and 2 words are the same: the sender gets 0", 0,
              transfer(sent, 12));
        claim("msg.2 dope.2", "the receiver two words", 0x4000, received.eax);
        claim_that("msg.2 msg.12", "and its memory is untouched", is_junk(0, 12));
        claim("msg.2 xfer.1", "the words are there", 0x72, received.ebx);
    }
    claim("msg.2 cut.4", "two words fit where the dope says 0", 0, transfer(2, 0));
    claim("msg.2", "and are told as two", 0x4000, received.eax);
    claim("msg.5", "as many words as there is room for fit", 0, transfer(12, 12));
    claim("msg.5 dope.2", "all twelve", 12 << 13, received.eax);
    claim_that("msg.5 msg.3", "in their places", arrived(2, 12));
}

void cut_ones() {
    claim("cut.6 code.11 code.13", "5 words into a buffer for 4: the sender gets 0xF0",
          0xF0, transfer(5, 4));
    claim("cut.6 dope.5 code.11", "the receiver 4 words and 0xE0", 4 << 13 | 0xE0,
          received.eax);
    claim_that("cut.6", "what fits is there", arrived(2, 4));
    claim_that("cut.6 msg.12", "nothing behind it", is_junk(4, 12));
    claim("ipc.reg.5", "a cut message brings w0", 0x71, received.edx);
    claim("ipc.reg.5", "and w1", 0x72, received.ebx);
    claim("ipc.reg.5", "and its sender", main_thread().low(), received.esi);
    claim("cut.6 msg.2", "3 words into a buffer for none: the first two fit", 0xF0,
          transfer(3, 0));
    claim("cut.6 dope.5", "told as two", 0x40E0, received.eax);
}

void register_partners() {
    fill(inbox.word, 12, junk);
    inbox.size = MessageDope::make(12, 0);
    start_receiver(1, inbox.to_fill());
    claim("cut.1 msg.11", "a register message fits into a buffer", 0,
          send_message(send_registers, helper(1), 1, 2));
    claim("dope.1", "as two words", 0x4000, received.eax);
    claim_that("msg.11", "which stays as it was", is_junk(0, 12));
    outbox.send = MessageDope::make(2, 0);
    start_receiver(1, from_partner);
    claim("cut.4", "two words of memory fit into registers", 0,
          send_message(outbox.to_send(), helper(1), 1, 2));
    claim("cut.4 dope.2", "as two words", 0x4000, received.eax);
    outbox.send = MessageDope::make(3, 0);
    start_receiver(1, from_partner);
    claim("cut.5", "three do not: 0xF0", 0xF0,
          send_message(outbox.to_send(), helper(1), 0x31, 0x32));
    claim("cut.5 dope.5", "and 0x40E0", 0x40E0, received.eax);
    claim("cut.5 ipc.reg.5", "with w1 in EBX", 0x32, received.ebx);
    start_receiver(1, pages_into(Fpage::whole_space()));
    claim("cut.5 rcv.3", "nor into a register window", 0xF0,
          send_message(outbox.to_send(), helper(1), 1, 2));
    claim("cut.5 rcv.3", "which gets 0x40E0 too", 0x40E0, received.eax);
}

void cut_calls() {
    transfer(2, 12);
    outbox.send = MessageDope::make(3, 0);
    start_receiver(1, from_partner);
    CallRegisters r{outbox.to_send().word(), 0x11, 1, 2, 0, helper(1).low(),
                    helper(1).high()};
    raw_ipc(&r);
    claim("cut.12 ipc.send.8", "a call that is cut ends there", 0xF0, r.eax);
    claim_that("ipc.reg.4", "with words and partner as they were",
               r.edx == 1 && r.ebx == 2 && r.esi == helper(1).low());
}

void large_ones() {
    fill(big_outbox.word, many, 0x55000000);
    fill(big_inbox.word, many, junk);
    start_receiver(1, big_inbox.to_fill());
    claim("msg.8 msg.9", "4,093 words: the sender gets 0", 0,
          send_message(big_outbox.to_send(), helper(1), 1, 2));
    claim("msg.8 dope.2", "the receiver 0x01FFA000", 0x01FFA000, received.eax);
    uint32_t wrong = 0;
    for (uint32_t i = 2; i < many; ++i) {
        wrong += big_inbox.word[i] == 0x55000000 + i ? 0 : 1;
    }
    claim("msg.8 msg.9 msg.3", "and every word, over page borders", 0, wrong);
}

void sender_waits() {
    fill(outbox.word, 12, 0x2000);
    fill(inbox.word, 12, junk);
    outbox.send = MessageDope::make(6, 0);
    start(2, [] {
        ipc(outbox.to_send(), nothing_to_receive, wait_for_ever, main_thread(), 0x81,
            0x82);
        sleep_for_ever();
    });
    let_others_run();
    const IpcResult result =
        ipc(nothing_to_send, inbox.to_fill(1), both_zero, ThreadId::nil(), 0, 0);
    claim("ipc.send.9 rcv.2 rcv.5",
          "a queued message of memory arrives when it is taken", 6 << 13,
          result.dope.word());
    claim_that("ipc.send.9 msg.3", "with all its words",
               arrived(2, 6) && result.w0 == 0x81);
}

void kernel_addresses() {
    start_receiver(1, inbox.to_fill());
    claim("snd.6", "a message in the kernel's part is refused with 0xD0", 0xD0,
          send_message(SendDescriptor{0xC0000000}, helper(1), 1, 2));
    claim("snd.6", "at the very end of memory too", 0xD0,
          send_message(SendDescriptor{0xFFFFFFF8}, helper(1), 1, 2));
    start_receiver(1, ReceiveDescriptor{0xF1000000});
    outbox.send = MessageDope::make(6, 0);
    claim("rcv.6 code.10", "a buffer in the kernel's part: the sender gets 0xD0", 0xD0,
          send_message(outbox.to_send(), helper(1), 1, 2));
    claim("rcv.6 code.10 dope.6", "the receiver 0xC0", 0xC0, received.eax);
}

}  // namespace

}  // namespace kumquat::user

extern "C" void program_main(uint32_t, uint32_t) {
    using namespace kumquat::user;
    begin_claims();
    for (uint32_t i = 1; i <= helper_count; ++i) {
        park(i);
    }
    a_message_arrives();
    short_ones();
    cut_ones();
    register_partners();
    cut_calls();
    large_ones();
    sender_waits();
    kernel_addresses();
    finish_claims();
}
