// ipc_long.cpp -- messages that lie in memory: 64 words, and a string of 4 KB.
// Both sides have all pages mapped; the reply is two words in registers.
#include "user/bench/bench.hpp"
#include "user/bench/long_message.hpp"
#include "user/lib/inline_ipc.hpp"

namespace kumquat::bench {

namespace {

// What the client sends and what the server receives lie on pages of their own.
alignas(page_size) LongMessage outgoing;
alignas(page_size) LongMessage incoming;
alignas(page_size) uint8_t source[string_bytes];
alignas(page_size) uint8_t target[string_bytes];

/// Receive in memory, reply in registers.
void long_server() {
    target[0] = 0;  // every page is there before the first message
    incoming.receive_fpage = 0;
    const ReceiveDescriptor buffer{address_of(&incoming) | ReceiveDescriptor::open_bit};
    for (;;) {
        IpcResult request =
            ipc(nothing_to_send, buffer, wait_for_ever, ThreadId::nil(), 0, 0);
        while (request.ok()) {
            request = inlined::ipc(send_registers, buffer, reply_at_once,
                                   request.sender, request.w0, request.w1);
        }
    }
}

[[gnu::noinline]] void call_often(ThreadId server, uint32_t count) {
    const SendDescriptor message{address_of(&outgoing)};
    IpcResult reply = ipc(message, from_partner, wait_for_ever, server, 1, 2);
    MEASUREMENT_BEGIN();
    do {
        reply = inlined::ipc(message, from_partner, wait_for_ever, reply.sender,
                             reply.w0, reply.w1);
    } while (--count != 0 && reply.ok());
    MEASUREMENT_END();
    require(reply.ok());
}

void measure(uint32_t words, uint32_t strings) {
    outgoing.size = incoming.size = MessageDope::make(message_words, strings);
    outgoing.send = MessageDope::make(words, strings);
    outgoing.string.size = incoming.string.capacity = string_bytes;
    outgoing.string.address = address_of(source);
    incoming.string.buffer = address_of(target);
    source[0] = 1;
    outgoing.words[message_words - 1] = 0x600D;
    source[string_bytes - 1] = 77;
    call_often(start_peer(long_server), repetitions);
    require(incoming.words[words - 1] == outgoing.words[words - 1] || words == 2);
    require(strings == 0 || target[string_bytes - 1] == 77);
}

}  // namespace

void ipc_words64() { measure(message_words, 0); }

void ipc_string4096() { measure(2, 1); }

}  // namespace kumquat::bench
