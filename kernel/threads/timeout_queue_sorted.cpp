// timeout_queue_sorted.cpp -- TIMEOUTS=sorted: one list in order of time. The tick looks at the
// first thread only; but to wait is to walk along all that wait less long, in the middle of an
// ipc, with interrupts off. This is what there was before 1993.
#include "kernel/threads/timeout_queue.hpp"

namespace kumquat {

void TimeoutQueue::insert(Tcb& thread, uint64_t deadline_us) {
    thread.deadline_us = deadline_us;
    thread.timeout_list = 0;
    Tcb*& first = lists_[0];
    Tcb* later = first;
    while (later != nullptr && later->deadline_us <= deadline_us) {
        later = TimeoutList::after(first, *later);
    }
    if (later == nullptr) {
        TimeoutList::push_back(first, thread);
    } else if (later == first) {
        TimeoutList::push_front(first, thread);
    } else {
        TimeoutList::insert_before(later, thread);
    }
}

void TimeoutQueue::remove(Tcb& thread) {
    if (thread.timeout_link.is_linked()) {
        unlink(thread);
    }
}

Tcb* TimeoutQueue::take_expired(uint64_t now_us, int& looks) {
    Tcb* const thread = lists_[0];
    if (looks <= 0 || thread == nullptr || thread->deadline_us > now_us) {
        return nullptr;
    }
    --looks;
    unlink(*thread);
    return thread;
}

}  // namespace kumquat
