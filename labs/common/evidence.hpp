// evidence.hpp -- what a guest test leaves in memory for the grader to find.
// Read by the guest test, which fills it, and by the grader on the host, which looks it up by
// the name of its symbol.
// Invariant: `finished` is the token of the run if and only if the test ran to its end.
#pragma once

#include <stdint.h>

namespace kumquat {

struct Evidence {
    static constexpr uint32_t capacity = 1020;
    static constexpr uint32_t magic_word = 0x45564944;  // "DIVE" backwards

    uint32_t magic;
    uint32_t count;     // words in use; more than `capacity`: words were lost
    uint32_t finished;  // the token, at the end
    uint32_t reserved;
    uint32_t words[capacity];
};
static_assert(sizeof(Evidence) == 4096);

/// Exit values that a graded kernel writes to port 0xF4.
enum GradedExit : uint32_t {
    exit_test_done = 0x2A,     // the guest test came to its end
    exit_unknown_test = 0x2B,  // it has no test of the name that was asked for
};

}  // namespace kumquat
