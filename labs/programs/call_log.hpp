// call_log.hpp -- what a test program gets from the grader, and what it leaves for it.
// Shared by the program, in ring 3, and the grader on the host, which writes the first into the
// program's file and reads the second from the machine's memory.
// Invariant: `finished` is the token of the run if and only if the program came to its end.
#pragma once

#include "labs/common/numbers.hpp"

#include <stddef.h>
#include <stdint.h>

namespace kumquat {

/// What the grader sends. The mark tells it where in the file.
struct Sent {
    static constexpr char mark_text[17] = "KUMQUAT LAB TEST";

    char mark[16];
    char test[64];  // name of the claim
    uint32_t token;
    uint32_t numbers[numbers_in_a_test];

    constexpr bool is_for(const char* name) const {
        const char* asked = test;
        for (; *name != '\0' && *name == *asked; ++name, ++asked) {
        }
        return *name == *asked;
    }
};

/// One ipc of a thread: its registers before and behind it, and when.
struct LoggedCall {
    uint32_t thread;  // its lthread number, if in sigma0; else its number in the system
    uint32_t send, receive, timeouts;
    uint32_t partner;  // low word of the id
    uint32_t w0, w1;
    uint32_t result;  // EAX behind it
    uint32_t sender_low, sender_high;
    uint32_t r0, r1;     // the words that came
    uint32_t before[2];  // time-stamp counter, low word first
    uint32_t after[2];   // both 0: the call has not returned
};
static_assert(sizeof(LoggedCall) == 64);

struct CallLog {
    static constexpr uint32_t call_capacity = 1000, word_capacity = 256;

    uint32_t finished;
    uint32_t call_count, word_count;
    LoggedCall calls[call_capacity];  // in the order in which they began
    uint32_t words[word_capacity];    // whatever else a test has to tell
};

}  // namespace kumquat
