// timeouts.hpp -- the kernel's one timeout queue: waking blocked threads by the clock.
#pragma once

#include "kernel/abi/timeouts.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Wake a thread that blocks now when its timeout has passed: at the first tick whose time is
/// not before now + timeout. Only the time of the last tick is known, so one tick is added.
/// Requires: the timeout is not zero, and not never.
void start_timeout(Tcb& thread, Timeout timeout);

/// Take a thread out of the timeout queue. Requires: a timeout is running.
void stop_timeout(Tcb& thread);

/// The thread's ipc has ended by itself. Does nothing if no timeout is running.
inline void cancel_timeout(Tcb& thread) {
    if (thread.timeout_link.is_linked()) {
        stop_timeout(thread);
    }
}

/// End the ipc of all threads whose deadline has come, with the error of their phase. Takes
/// interrupts in between; if more ticks come meanwhile, theirs are woken too.
/// Requires: no interrupt changes threads before this returns.
void wake_expired_threads();

}  // namespace kumquat
