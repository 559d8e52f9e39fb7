// long_message.hpp -- a message in memory as benchmarks send it: head, words, and one string.
// Source: L4 Version 2 on i386, "Message in memory".
#pragma once

#include "kernel/abi/message.hpp"

namespace kumquat::bench {

constexpr uint32_t message_words = 64, string_bytes = 4096;

struct LongMessage {
    uint32_t receive_fpage = 0;
    MessageDope size, send;
    uint32_t words[message_words] = {};
    struct {
        uint32_t size = 0, address = 0, capacity = 0, buffer = 0;
    } string;
};

}  // namespace kumquat::bench
