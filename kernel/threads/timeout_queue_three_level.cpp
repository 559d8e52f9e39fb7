// timeout_queue_three_level.cpp -- TIMEOUTS=three_level: three lists, in no order. Most timeouts
// end early, so it must cost next to nothing to begin one; and those that are far away shall not
// be looked at with every tick.
//
//   far    looked through every 1,049 ms; who is due before the next time goes to late or soon
//   late   looked through every 33 ms; who is due before the next time goes to soon
//   soon   looked through with every tick
//
// Invariant: nobody in a list is due before that list is looked through again.
// Source: Liedtke's kernels of 1999 have these three levels (of 4, 128 and 1,024 ms).
#include "kernel/threads/timeout_queue.hpp"

namespace kumquat {

namespace {

enum Level : uint32_t { soon, late, far };
constexpr uint64_t period_us[] = {0, 1u << 15, 1u << 20};

}  // namespace

void TimeoutQueue::insert(Tcb& thread, uint64_t deadline_us) {
    thread.deadline_us = deadline_us;
    link(thread, deadline_us < due_us_[late]  ? soon
                 : deadline_us < due_us_[far] ? late
                                              : far);
}

void TimeoutQueue::remove(Tcb& thread) {
    if (thread.timeout_link.is_linked()) {
        unlink(thread);
    }
}

Tcb* TimeoutQueue::take_expired(uint64_t now_us, int& looks) {
    for (;;) {
        while (next_ != nullptr) {
            if (looks <= 0) {
                return nullptr;
            }
            --looks;
            Tcb& thread = *next_;
            next_ = TimeoutList::after(lists_[thread.timeout_list], thread);
            if (thread.deadline_us <= pass_us_) {
                unlink(thread);
                return &thread;
            }
            if (thread.deadline_us < due_us_[place_]) {
                unlink(thread);
                insert(thread, thread.deadline_us);
            }
        }
        if (place_ != soon) {
            --place_;
        } else if (pass_us_ != now_us) {
            pass_us_ = now_us;
            place_ = now_us >= due_us_[far]    ? far
                     : now_us >= due_us_[late] ? late
                                               : soon;
        } else {
            return nullptr;
        }
        if (place_ != soon) {
            due_us_[place_] = pass_us_ + period_us[place_];
        }
        look_through(static_cast<uint32_t>(place_));
    }
}

}  // namespace kumquat
