// thread_state.hpp -- what a thread is doing.
#pragma once

#include <stdint.h>

namespace kumquat {

enum class ThreadState : uint32_t {
    nonexistent,  // must be 0: an unallocated part of the TCB array reads as zeros
    dead,  // exists but cannot run: stopped, or created without an instruction pointer
    running,    // has the processor; in no queue
    ready,      // in the ready queue
    sending,    // in the send queue of its partner
    receiving,  // waits for a message
};

}  // namespace kumquat
