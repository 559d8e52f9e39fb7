// scheduler.cpp -- the ready queue's only user.
#include "kernel/threads/scheduler.hpp"

#include "kernel/config.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/threads/clock.hpp"
#include "kernel/threads/ready_queue.hpp"
#include "kernel/threads/timeouts.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/segments.hpp"
#include "kernel/x86/timer.hpp"

extern "C" {
void switch_threads(kumquat::Tcb& self, kumquat::Tcb& next);  // thread_switch.S
extern const uint8_t start_up_end[];                          // kernel.ld
}

namespace kumquat {

extern "C" ReadyQueue ready_queue;  // yield_alone.S looks at it, and at the next
ReadyQueue ready_queue;
Tcb* slice_owner = nullptr;

namespace {

bool switching_is_off =
    false;  // interrupts are let in, but nobody changes threads meanwhile
bool tick_is_due = false;    // for one has come then
bool slice_is_over = false;  // found at a tick: its owner is to go behind its equals

Tcb& idle_thread() { return tcb_of({0}); }

void switch_to_other(Tcb& self, Tcb& next, SwitchReason reason) {
    prepare_switch(self, next, reason);
    switch_threads(self, next);
}

/// A new timeslice. Who has none of its own, and has used up what others gave, must wait for more.
void refill(Tcb& thread) {
    thread.remaining_us = static_cast<int>(thread.timeslice_us);
    if (thread.timeslice_us == 0) {
        remove_from_ready_queue(thread);
    }
}

/// The owner of the timeslice has used it up: it goes behind its equals.
void end_timeslice() {
    // LAB 3 BEGIN slice end: a new timeslice for the owner, and everybody to the end of the line
    Tcb& owner = *slice_owner;
    Tcb& self = current_thread();
    if (&owner != &self && owner.state == ThreadState::ready) {
        remove_from_ready_queue(owner);
        refill(owner);
        make_ready(owner);
    }
    refill(owner);
    make_ready(self);
    run_next(SwitchReason::slice_end);
    // LAB 3 END
}

/// Whether the scheduler may choose a thread: it is ready and has time of its own.
bool is_queued(const Tcb& thread) {
    return thread.state == ThreadState::ready && thread.has_time() && !thread.is_idle();
}

void take_from_ready_queue(Tcb& thread) {
    if (is_queued(thread)) {
        trace_ready_remove(thread);
    }
    ready_queue.take(thread);
}

/// Who runs next, with a timeslice of its own.
Tcb& choose_next() {
    // LAB 3 BEGIN choose: the first of the highest, or the idle thread; the time is its own
    Tcb* next = ready_queue.highest();
    if (next == nullptr) {
        next = &idle_thread();
    } else {
        take_from_ready_queue(*next);
    }
    slice_owner = next;
    trace_timeslice(*next);
    return *next;
    // LAB 3 END
}

/// The running thread stays ready, but a more important one is to run. It comes first again: it
/// has not had its timeslice yet.
void step_aside(Tcb& self) {
    // LAB 3 BEGIN step aside: ready, and before its equals
    self.state = ThreadState::ready;
    keep_donated_time(self);
    if (is_queued(self)) {
        ready_queue.insert_first(self);
        trace_ready_insert(self);
    }
    // LAB 3 END
}

/// Wake who has waited long enough, and see whether the timeslice is over.
void finish_tick() {
    wake_expired_threads();
    tick_is_due = false;
    slice_is_over = slice_owner->remaining_us <= 0 && !slice_owner->is_idle();
}

[[noreturn]] void idle_loop() {
    for (;;) {
        wait_for_interrupt();
    }
}

/// The frames at the begin of the kernel image, with all code that only start-up needs.
void free_start_up_memory() {
    const PhysAddr end = physical_of(start_up_end);
    for (PhysAddr frame{KERNEL_PHYSICAL}; frame != end; frame = frame + page_size) {
        free_frame(frame);
    }
}

}  // namespace

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

void exchange_in_queue(Tcb& self, Tcb& next) { ready_queue.note_switch(self, next); }

[[gnu::section(".start_up")]] void start_scheduler() {
    Tcb& idle = idle_thread();
    idle = Tcb{};
    idle.canary = Tcb::canary_word;
    idle.state = ThreadState::running;
    idle.directory = read_page_directory();
    idle.priority = Tcb::idle_priority;
    slice_owner = &idle;
    trace_thread_create(idle, ThreadId::nil(), idle.priority, 0, 0);
    set_kernel_stack(idle.stack_top());
    asm volatile("movl %0, %%esp\n\t"
                 "xorl %%ebp, %%ebp\n\t"
                 "call *%1"
                 :
                 : "r"(idle.stack_top()), "r"(+[]() {
                       free_start_up_memory();
                       preempt_if_needed();
                       idle_loop();
                   }));
    __builtin_unreachable();
}

void make_ready(Tcb& thread) {
    // LAB 3 BEGIN make ready: behind the others of its priority, if the scheduler may choose it
    thread.state = ThreadState::ready;
    if (!is_queued(thread)) {  // the idle thread is found when the queue is empty
        ready_queue.remove(thread);
        return;
    }
    ready_queue.insert_last(thread);
    trace_ready_insert(thread);
    // LAB 3 END
}

void keep_donated_time(Tcb& thread) {
    if (!thread.has_time()) {
        thread.remaining_us = slice_owner->remaining_us;
        refill(*slice_owner);
    }
}

void remove_from_ready_queue(Tcb& thread) {
    if (is_queued(thread)) {
        trace_ready_remove(thread);
    }
    ready_queue.remove(thread);
}

void run_next(SwitchReason reason) { hand_over(choose_next(), reason); }

void leave_to_next(SwitchReason reason) {
    leave_to(current_thread(), choose_next(), reason);
}

void hand_over(Tcb& next, SwitchReason reason) {
    Tcb& self = current_thread();
    if (&next == &self) {
        next.state = ThreadState::running;
    } else {
        switch_to_other(self, next, reason);
    }
}

void yield(Tcb* next, SwitchReason reason) {
    Tcb& self = current_thread();
    if (next != nullptr) {
        take_from_ready_queue(*next);
    } else {
        refill(*slice_owner);  // the rest is given up, whoever's it is
        refill(self);
    }
    make_ready(self);
    hand_over(next != nullptr ? *next : choose_next(), reason);
}

void leave_scheduler(Tcb& thread) {
    remove_from_ready_queue(thread);
    if (slice_owner == &thread) {
        slice_owner = &current_thread();
        trace_timeslice(*slice_owner);
    }
}

void preempt_if_needed() {
    // LAB 3 BEGIN preempt: not now; not at all; the slice is over; or somebody is more important
    if (switching_is_off || !must_step_aside()) {
        return;
    }
    if (slice_is_over) {
        slice_is_over = false;
        end_timeslice();
    } else {
        step_aside(current_thread());
        run_next(SwitchReason::preempt);
    }
    // LAB 3 END
}

bool must_step_aside() {
    if (tick_is_due) {
        finish_tick();
    }
    return slice_is_over || ready_queue.has_above(slice_owner->priority);
}

void take_interrupts_without_switch() {
    switching_is_off = true;
    take_pending_interrupts();
    switching_is_off = false;
}

void wake_up(Tcb& thread) {
    if (switching_is_off || !thread.has_time() || !preempts(thread.priority) ||
        ready_queue.may_have_above(thread.priority - 1)) {
        make_ready(thread);
        preempt_if_needed();
        return;
    }
    Tcb& self = current_thread();
    trace_ready_insert(thread);
    step_aside(self);
    trace_ready_remove(thread);
    slice_owner = &thread;
    trace_timeslice(thread);
    switch_to_other(self, thread, SwitchReason::preempt);
}

[[gnu::noinline]] void scheduler_tick() {
    if (slice_owner == nullptr) {
        return;
    }
    trace_timer(current_thread(), clock_now_us());
    // LAB 3 BEGIN charge: who has run so long, and whose time was it?
    current_thread().cpu_time_us += tick_us_rounded_up;
    if (!slice_owner->is_idle()) {
        slice_owner->remaining_us -= static_cast<int>(tick_us_rounded_up);
    }
    // LAB 3 END
    tick_is_due = true;
    preempt_if_needed();
}

void change_schedule(Tcb& thread, int priority, uint32_t timeslice_us) {
    if (priority == thread.priority && timeslice_us == thread.timeslice_us) {
        return;  // and it keeps its place
    }
    const bool is_ready = thread.state == ThreadState::ready;
    remove_from_ready_queue(thread);
    thread.priority = priority;
    if (thread.timeslice_us != timeslice_us) {
        thread.timeslice_us = timeslice_us;
        refill(thread);
    }
    if (is_ready) {
        make_ready(thread);
    } else if (config::sched == config::Sched::eager &&
               thread.state == ThreadState::running) {
        ready_queue.note_running(thread);
    }
}

}  // namespace kumquat
