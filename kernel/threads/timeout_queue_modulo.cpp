// timeout_queue_modulo.cpp -- TIMEOUTS=modulo: time is cut into slots of 1,024 us, and a thread
// hangs in the list of its slot's number modulo 64, in no order. A tick looks through the list of
// the present slot, and that of the last one, which was not yet over then. It meets those that
// are due now, and others that are due 65 ms later, or 130, ...
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Timeouts and Wakeups".
#include "kernel/threads/timeout_queue.hpp"

namespace kumquat {

namespace {

constexpr uint32_t slot_log2_us = 10;

uint32_t slot_of(uint64_t time_us) {
    return static_cast<uint32_t>(time_us >> slot_log2_us);
}

}  // namespace

void TimeoutQueue::place(Tcb& thread) {
    link(thread, slot_of(thread.deadline_us) % list_count);
}

void TimeoutQueue::pass_by(Tcb&) {}

bool TimeoutQueue::begin_list(uint64_t now_us) {
    if (place_ != slot_of(pass_us_)) {
        ++place_;
    } else if (pass_us_ != now_us) {
        pass_us_ = now_us;  // a new pass, from the slot in which the last one ended
    } else {
        return false;
    }
    next_ = lists_[place_ % list_count];
    return true;
}

}  // namespace kumquat
