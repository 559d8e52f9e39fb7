// timeout_queue.cpp -- one pass through the lists for each tick, in steps.
#include "kernel/threads/timeout_queue.hpp"

namespace kumquat {

void TimeoutQueue::remove(Tcb& thread) {
    Tcb*& list = lists_[thread.timeout_list];
    if (&thread == next_) {
        next_ = TimeoutList::after(list, thread);
    }
    TimeoutList::remove(list, thread);
}

Tcb* TimeoutQueue::take_expired(uint64_t now_us, int& looks) {
    do {
        while (next_ != nullptr) {
            if (looks <= 0) {
                return nullptr;
            }
            --looks;
            Tcb& thread = *next_;
            next_ = TimeoutList::after(lists_[thread.timeout_list], thread);
            if (thread.deadline_us <= pass_us_) {
                remove(thread);
                return &thread;
            }
            pass_by(thread);
        }
    } while (begin_list(now_us));
    return nullptr;
}

}  // namespace kumquat
