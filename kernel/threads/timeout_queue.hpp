// timeout_queue.hpp -- blocked threads that the clock will wake, sorted by deadline.
// The tick looks at the first thread only; inserting walks the list. A thread leaves the queue
// when its ipc ends early: a stale entry would cut short a later ipc without a timeout.
// Invariant: a thread is linked here if and only if it is blocked with a finite timeout.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Timeouts and Wakeups".
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

class TimeoutQueue {
public:
    /// \param deadline_us  clock time at which the thread shall wake
    /// Requires: the thread is not in the queue.
    void insert(Tcb& thread, uint64_t deadline_us);

    /// Does nothing if the thread is not in the queue.
    void remove(Tcb& thread);

    /// Take out one thread whose deadline is not after `now_us`; the earliest first, among
    /// equals the one that was inserted first.
    /// \return  nullptr if there is none
    Tcb* take_expired(uint64_t now_us);

    bool is_empty() const { return first_ == nullptr; }

private:
    using Sorted = List<Tcb, &Tcb::timeout_link>;
    Tcb* first_ = nullptr;
};

}  // namespace kumquat
