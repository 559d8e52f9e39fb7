// timeout_queue_modulo.cpp -- TIMEOUTS=modulo: time is cut into slots of 1,024 us, and a thread
// hangs in the list of its slot's number modulo 64, in no order. A tick looks through the list of
// the present slot, and that of the last one, which was not yet over then. It meets those that
// are due now, and others that are due 65 ms later, or 130, ...
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Timeouts and Wakeups".
#include "kernel/threads/timeout_queue.hpp"

namespace kumquat {

namespace {

constexpr uint32_t slot_log2_us = 10;

uint64_t slot_of(uint64_t time_us) { return time_us >> slot_log2_us; }

}  // namespace

void TimeoutQueue::insert(Tcb& thread, uint64_t deadline_us) {
    thread.deadline_us = deadline_us;
    link(thread, static_cast<uint32_t>(slot_of(deadline_us)) % list_count);
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
        }
        if (place_ < slot_of(pass_us_)) {
            ++place_;
        } else if (pass_us_ != now_us) {
            pass_us_ = now_us;  // a new pass, from the slot in which the last one ended
        } else {
            return nullptr;
        }
        look_through(static_cast<uint32_t>(place_) % list_count);
    }
}

}  // namespace kumquat
