// timeout_queue_sorted.cpp -- TIMEOUTS=sorted: one list in order of time. The tick looks at the
// first thread only; but to wait is to walk along all that wait less long, in the middle of an
// ipc, with interrupts off. This is what there was before 1993.
#include "kernel/threads/timeout_queue.hpp"

#include "kernel/debug/hole.hpp"

namespace kumquat {

void TimeoutQueue::place(Tcb& thread) {
    thread.timeout_list = 0;
    // LAB 3 BEGIN sorted place: behind all that are due earlier, or at the same time
    Tcb*& first = lists_[0];
    Tcb* later = first;
    while (later != nullptr && later->deadline_us <= thread.deadline_us) {
        later = TimeoutList::after(first, *later);
    }
    if (later == nullptr) {
        TimeoutList::push_back(first, thread);
    } else if (later == first) {
        TimeoutList::push_front(first, thread);
    } else {
        TimeoutList::insert_before(later, thread);
    }
    // LAB 3 END
}

void TimeoutQueue::pass_by(Tcb&) {
    next_ = nullptr;  // those behind it are not due, either
}

bool TimeoutQueue::begin_list(uint64_t now_us) {
    if (pass_us_ == now_us) {
        return false;
    }
    pass_us_ = now_us;
    next_ = lists_[0];
    return true;
}

}  // namespace kumquat
