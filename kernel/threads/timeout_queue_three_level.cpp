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

enum Level : uint32_t { soon, late, far, levels };
constexpr uint32_t period_us[levels] = {0, 1u << 15, 1u << 20};

}  // namespace

void TimeoutQueue::place(Tcb& thread) {
    link(thread, thread.deadline_us < due_us_[late]  ? soon
                 : thread.deadline_us < due_us_[far] ? late
                                                     : far);
}

void TimeoutQueue::pass_by(Tcb& thread) {
    if (thread.deadline_us < due_us_[place_]) {
        remove(thread);
        place(thread);
    }
}

bool TimeoutQueue::begin_list(uint64_t now_us) {
    if (place_ == soon) {
        if (pass_us_ == now_us) {
            return false;
        }
        pass_us_ = now_us;
        place_ = levels;
    }
    do {
        --place_;
    } while (due_us_[place_] > pass_us_);  // soon always is
    if (place_ != soon) {
        // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): soon is always due
        due_us_[place_] = pass_us_ + period_us[place_];
    }
    next_ = lists_[place_];
    return true;
}

}  // namespace kumquat
