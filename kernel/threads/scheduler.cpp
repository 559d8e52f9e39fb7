// scheduler.cpp -- the ready queue's only user.
#include "kernel/threads/scheduler.hpp"

#include "kernel/debug/trace.hpp"
#include "kernel/threads/clock.hpp"
#include "kernel/threads/ready_queue.hpp"
#include "kernel/threads/timeouts.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/segments.hpp"
#include "kernel/x86/timer.hpp"

extern "C" {
// thread_switch.S
void switch_threads(kumquat::Tcb& self, kumquat::Tcb& next);
}

namespace kumquat {

namespace {

ReadyQueue ready_queue;
Tcb* slice_owner = nullptr;  // nullptr: the scheduler has not started

Tcb& idle_thread() { return tcb_of({0}); }

void switch_to(Tcb& next, SwitchReason reason) {
    Tcb& self = current_thread();
    if (&next == &self) {
        next.state = ThreadState::running;
        return;
    }
    prepare_switch(self, next, reason);
    switch_threads(self, next);
}

/// Who runs next, with a timeslice of its own.
Tcb& choose_next() {
    Tcb* next = ready_queue.highest();
    if (next == nullptr) {
        next = &idle_thread();
    } else {
        remove_from_ready_queue(*next);
    }
    slice_owner = next;
    trace_timeslice(*next);
    return *next;
}

void refill(Tcb& thread) {
    thread.remaining_us = static_cast<int>(thread.timeslice_us);
}

/// The owner of the timeslice has used it up: it goes behind its equals.
void end_timeslice() {
    Tcb& owner = *slice_owner;
    Tcb& self = current_thread();
    refill(owner);
    if (&owner != &self && owner.state == ThreadState::ready) {
        remove_from_ready_queue(owner);
        make_ready(owner);
    }
    make_ready(self);
    run_next(SwitchReason::slice_end);
}

[[noreturn]] void idle_loop() {
    for (;;) {
        wait_for_interrupt();
    }
}

}  // namespace

void trace_any_switch(const Tcb& self, const Tcb& next, SwitchReason reason) {
    trace_switch(self, next, reason, *slice_owner);
}

void exchange_rare_registers(Tcb& self, Tcb& next) {
    if ((self.slow_reasons & slow_fpu) != 0) {
        disable_fpu(self);
    }
    if ((self.slow_reasons & slow_debug_registers) != 0) {
        unload_debug_registers();
    }
    if ((next.slow_reasons & slow_debug_registers) != 0) {
        load_debug_registers(next);
    }
}

void start_scheduler() {
    Tcb& idle = idle_thread();
    idle = Tcb{};
    idle.canary = Tcb::canary_word;
    idle.state = ThreadState::running;
    idle.directory = read_page_directory();
    idle.priority = Tcb::idle_priority;
    slice_owner = &idle;
    trace_thread_create(idle, ThreadId::nil(), 0, 0);
    set_kernel_stack(idle.stack_top());
    asm volatile("movl %0, %%esp\n\t"
                 "xorl %%ebp, %%ebp\n\t"
                 "call *%1"
                 :
                 : "r"(idle.stack_top()), "r"(+[]() {
                       preempt_if_needed();
                       idle_loop();
                   }));
    __builtin_unreachable();
}

void make_ready(Tcb& thread) {
    thread.state = ThreadState::ready;
    if (thread.is_idle()) {
        return;  // found when the queue is empty
    }
    ready_queue.insert_last(thread);
    trace_ready_insert(thread);
}

void remove_from_ready_queue(Tcb& thread) {
    if (thread.ready_link.is_linked()) {
        ready_queue.remove(thread);
        trace_ready_remove(thread);
    }
}

void run_next(SwitchReason reason) { switch_to(choose_next(), reason); }

void leave_to_next(SwitchReason reason) {
    leave_to(current_thread(), choose_next(), reason);
}

void hand_over(Tcb& next, SwitchReason reason) { switch_to(next, reason); }

void yield(Tcb* next, SwitchReason reason) {
    Tcb& self = current_thread();
    if (next == nullptr) {
        refill(self);
        make_ready(self);
        run_next(reason);
        return;
    }
    remove_from_ready_queue(*next);
    make_ready(self);
    hand_over(*next, reason);
}

void leave_scheduler(Tcb& thread) {
    remove_from_ready_queue(thread);
    if (slice_owner == &thread) {
        slice_owner = &current_thread();
    }
}

bool preempts(int priority) { return priority > slice_owner->priority; }

void preempt_if_needed() {
    if (!preempts(ready_queue.highest_priority())) {
        return;
    }
    Tcb& self = current_thread();
    self.state = ThreadState::ready;
    if (!self.is_idle()) {
        ready_queue.insert_first(self);  // it has not had its timeslice yet
        trace_ready_insert(self);
    }
    run_next(SwitchReason::preempt);
}

void scheduler_tick() {
    if (slice_owner == nullptr) {
        return;
    }
    trace_timer(current_thread(), clock_now_us());
    current_thread().cpu_time_us += tick_us_rounded_up;
    wake_expired_threads(clock_now_us());
    if (!slice_owner->is_idle()) {
        slice_owner->remaining_us -= static_cast<int>(tick_us_rounded_up);
        if (slice_owner->remaining_us <= 0) {
            end_timeslice();
            return;
        }
    }
    preempt_if_needed();
}

void set_priority(Tcb& thread, int priority) {
    const bool was_queued = thread.ready_link.is_linked();
    remove_from_ready_queue(thread);
    thread.priority = priority;
    if (was_queued) {
        make_ready(thread);
    }
}

}  // namespace kumquat
