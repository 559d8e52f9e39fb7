// receiver.cpp -- one receive with all its registers.
#include "tests/conformance/guests/receiver.hpp"

namespace kumquat::user {

namespace {

uint32_t descriptor_word, timeout_word;

void receive_once() {
    CallRegisters r{.eax = SendDescriptor::nil_word,
                    .ecx = timeout_word,
                    .ebp = descriptor_word,
                    .esi = main_thread().low(),
                    .edi = main_thread().high()};
    raw_ipc(&r);
    received = r;
    sleep_for_ever();
}

}  // namespace

CallRegisters received;

void start_receiver(uint32_t number,
                    ReceiveDescriptor descriptor,
                    TimeoutWord timeouts) {
    descriptor_word = descriptor.word();
    timeout_word = timeouts.word();
    received = {.eax = 0xBAD};
    start(number, receive_once);
    let_others_run();
}

uint32_t send_message(SendDescriptor message, ThreadId to, uint32_t w0, uint32_t w1) {
    const uint32_t result =
        ipc(message, nothing_to_receive, reply_at_once, to, w0, w1).dope.word();
    let_others_run();
    return result;
}

}  // namespace kumquat::user
