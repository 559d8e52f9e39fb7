// timeout_queue.cpp -- a sorted list.
#include "kernel/threads/timeout_queue.hpp"

namespace kumquat {

void TimeoutQueue::insert(Tcb& thread, uint64_t deadline_us) {
    thread.deadline_us = deadline_us;
    Tcb* later = first_;
    while (later != nullptr && later->deadline_us <= deadline_us) {
        later = Sorted::after(first_, *later);
    }
    if (later == nullptr) {
        Sorted::push_back(first_, thread);
    } else if (later == first_) {
        Sorted::push_front(first_, thread);
    } else {
        Sorted::insert_before(later, thread);
    }
}

void TimeoutQueue::remove(Tcb& thread) {
    if (thread.timeout_link.is_linked()) {
        Sorted::remove(first_, thread);
    }
}

Tcb* TimeoutQueue::take_expired(uint64_t now_us) {
    Tcb* const thread = first_;
    if (thread == nullptr || thread->deadline_us > now_us) {
        return nullptr;
    }
    Sorted::remove(first_, *thread);
    return thread;
}

}  // namespace kumquat
