// message_buffer.hpp -- a message in memory: words, send fpages and strings.
//
//     +0 receive window   +4 size dope   +8 send dope   +12 words 0, 1, 2, ...
//     +12 + 4 * dwords of the size dope: string dopes, 16 bytes each
//
// Words 0 and 1 travel in registers; their places in the buffer are neither read nor written.
// Source: L4 Version 2 on i386, "Message in memory"; "Strings".
#pragma once

#include "user/lib/l4.hpp"

namespace kumquat::user {

struct StringDope {
    uint32_t send_size = 0;  // bytes; of a receiver: how many arrived
    uint32_t send_address = 0;
    uint32_t receive_size = 0;
    uint32_t receive_address = 0;
};

/// \tparam words    positions of words in the buffer, 0 and 1 included
/// \tparam strings  string dopes behind them
template <uint32_t words, uint32_t strings>
struct MessageBuffer {
    Fpage window{0};  // 0: pages are not accepted
    MessageDope size = MessageDope::make(words, strings);
    MessageDope send = MessageDope::make(words, strings);
    uint32_t word[words] = {};
    StringDope string[strings == 0 ? 1 : strings];

    SendDescriptor to_send(uint32_t bits = 0) const {
        return SendDescriptor{address() | bits};
    }
    ReceiveDescriptor to_fill(uint32_t bits = 0) const {
        return ReceiveDescriptor{address() | bits};
    }

private:
    uint32_t address() const {
        return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(this));
    }
};

static_assert(sizeof(MessageBuffer<4, 1>) == 12 + 4 * 4 + 16);

}  // namespace kumquat::user
