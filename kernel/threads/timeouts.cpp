// timeouts.cpp -- from timeout to deadline, and from deadline to the end of an ipc.
#include "kernel/threads/timeouts.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/rendezvous.hpp"
#include "kernel/threads/clock.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/timeout_queue.hpp"
#include "kernel/x86/timer.hpp"

namespace kumquat {

namespace {

TimeoutQueue timeout_queue;

}  // namespace

void start_timeout(Tcb& thread, Timeout timeout) {
    KASSERT(!timeout.is_zero());
    // LAB 3 BEGIN deadline: never early, though only the last tick's time is known
    timeout_queue.insert(thread, clock_now_us() + timeout.us() + tick_us_rounded_up);
    // LAB 3 END
    trace_timeout_insert(thread, thread.deadline_us);
}

void stop_timeout(Tcb& thread) {
    timeout_queue.remove(thread);
    trace_timeout_remove(thread);
}

void wake_expired_threads() {
    // 2,000 instructions: some ten to look at a thread, some two hundred to wake it.
    constexpr int looks_per_step = 160, looks_per_wakeup = 20;
    for (;;) {
        int looks = looks_per_step;
        while (Tcb* const thread = timeout_queue.take_expired(clock_now_us(), looks)) {
            trace_timeout_fire(*thread, thread->deadline_us);
            end_ipc_by_timeout(*thread);
            looks -= looks_per_wakeup;
        }
        if (looks > 0) {
            return;
        }
        take_interrupts_without_switch();
    }
}

}  // namespace kumquat
