// timeout_queue.hpp -- blocked threads that the clock will wake. The switch TIMEOUTS chooses how
// they are kept, with n of them waiting:
//
//                 to wait           to end early   a tick looks at
//   three_level   constant          constant       those due within some 32 ms
//   sorted        up to n steps     constant       those that are due
//   modulo        constant          constant       n / 64, one list or two
//
// timeout_queue.cpp has what they share, timeout_queue_three_level.cpp, timeout_queue_sorted.cpp and
// timeout_queue_modulo.cpp the rest. A thread leaves the queue when its ipc ends early: a stale
// entry would cut short a later ipc without a timeout.
// A tick goes through the queue in steps, so that interrupts are never off for long; the place
// where it goes on is part of the queue, and stays right whoever leaves in between.
// Invariant: a thread is linked here if and only if it is blocked with a finite timeout.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Timeouts and Wakeups".
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

class TimeoutQueue {
public:
    /// \param deadline_us  clock time at which the thread shall wake
    /// Requires: the thread is not in the queue.
    void insert(Tcb& thread, uint64_t deadline_us) {
        thread.deadline_us = deadline_us;
        place(thread);
    }

    /// Requires: the thread is in the queue.
    void remove(Tcb& thread);

    /// Take out one thread whose deadline is not after `now_us`.
    /// \param looks  how many threads may be looked at; counted down
    /// \return       nullptr if there is none (then some looks are left), or if all looks are
    ///               used up (then ask again)
    Tcb* take_expired(uint64_t now_us, int& looks);

private:
    using TimeoutList = List<Tcb, &Tcb::timeout_link>;
    static constexpr uint32_t list_count = 64;  // three_level uses three, sorted one

    // The file of each position has these three:
    /// Put a thread into the list where it belongs.
    void place(Tcb& thread);
    /// A thread that the pass has come by is not due.
    void pass_by(Tcb& thread);
    /// The next list of the pass, or the first one of a new pass. \return  false if there is none
    bool begin_list(uint64_t now_us);

    void link(Tcb& thread, uint32_t list) {
        thread.timeout_list = list;
        TimeoutList::push_back(lists_[list], thread);
    }

    Tcb* lists_[list_count] = {};

    // The pass that a tick makes through the lists, or made last.
    uint64_t pass_us_ = 0;  // the time it is made for
    uint32_t place_ = 0;    // the list it is at: a level, or the number of a time slot
    Tcb* next_ = nullptr;   // in this list; nullptr: it has come to the end
    uint64_t due_us_[3] =
        {};  // three_level: when each list is to be looked through next
};

}  // namespace kumquat
