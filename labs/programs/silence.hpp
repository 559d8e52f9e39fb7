// silence.hpp -- threads that are there and never run, for the kernel of a test.
#pragma once

#include "kernel/threads/scheduler.hpp"

namespace kumquat {

/// The thread counts as dead from now on. Requires: it is ready, and has not run yet.
inline void silence(ThreadId id) {
    Tcb& thread = tcb_of(id.number());
    remove_from_ready_queue(thread);
    thread.state = ThreadState::dead;
}

}  // namespace kumquat
