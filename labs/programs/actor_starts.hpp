// actor_starts.hpp -- where the tasks beside a test program begin.
// Shared by the program, which fills it in, and the kernel of the test, which finds it in the
// program's memory by its mark, before the program runs.
#pragma once

#include <stdint.h>

namespace kumquat {

constexpr uint32_t actors_at_most = 4;

struct ActorStarts {
    static constexpr char mark_text[17] = "KUMQUAT LAB TASK";

    char mark[16];
    const void* entry;                 // of all of them
    void (*code)();                    // on top of each stack
    uint32_t* stacks[actors_at_most];  // their uppermost words
};

}  // namespace kumquat
