// program_challenges.cpp -- lab 11: messages that lie in memory, by whatever way the kernel has for them.
#include "labs/lab11-fast-path/program_tests.hpp"

#include "labs/common/counted.hpp"
#include "user/bench/long_message.hpp"

namespace kumquat::user {

namespace {

using bench::LongMessage, bench::message_words, bench::string_bytes;

LongMessage outgoing;
uint8_t source[string_bytes];

/// Where the kernel writes: two pages that both tasks see, outside of the program.
constexpr uint32_t buffer_page = 0x0080'0000, string_page = buffer_page + page_size;
LongMessage& incoming() {
    return *reinterpret_cast<LongMessage*>(uintptr_t{buffer_page});
}

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

/// Receive in memory, reply in registers.
void serve_long_messages() {
    const ReceiveDescriptor buffer{buffer_page | ReceiveDescriptor::open_bit};
    IpcResult got = ipc(nothing_to_send, buffer, wait_for_ever, ThreadId::nil(), 0, 0);
    for (;;) {
        got = ipc(send_registers, buffer, reply_at_once, got.sender, got.w0, got.w1);
    }
}

/// A call of an actor; the first one warms up.
void count_message(uint32_t words, uint32_t strings) {
    lend(0, buffer_page, 1, buffer_page, Fpage::write_bit);
    lend(0, string_page, 1, string_page, Fpage::write_bit);
    outgoing.size = incoming().size = MessageDope::make(message_words, strings);
    outgoing.send = MessageDope::make(words, strings);
    outgoing.string.size = incoming().string.capacity = string_bytes;
    outgoing.string.address = address_of(source);
    incoming().string.buffer = string_page;
    const auto call_it = [] {
        const SendDescriptor message{address_of(&outgoing)};
        ipc(message, from_partner, wait_for_ever, actor(1), 1, 2);
    };
    let(1, serve_long_messages);
    call_it();
    note(counted(call_it));
}

}  // namespace

void count_words(Numbers&) { count_message(message_words, 0); }
void count_a_string(Numbers&) { count_message(2, 1); }

}  // namespace kumquat::user
