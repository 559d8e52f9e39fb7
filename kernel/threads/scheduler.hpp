// scheduler.hpp -- who runs, and on whose timeslice.
// The processor belongs to the owner of the timeslice. An ipc hands it to the partner without
// asking about priorities, and the owner stays the same: the tick charges the owner, and a
// thread that wakes up preempts only if it is more important than the owner.
// Invariant: the running thread's state is `running`; it is in no queue but, with SCHED=eager,
// the ready queue.
// Source: L4 Version 2 on i386, "Scheduling"; Liedtke, "Improving IPC by Kernel Design",
// SOSP 1993, "Direct Process Switch".
#pragma once

#include "kernel/config.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/threads/tcb.hpp"

extern "C" [[noreturn]] void leave_to_thread(kumquat::Tcb& self,
                                             kumquat::Tcb& next);  // thread_switch.S

namespace kumquat {

/// Who owns the timeslice; nullptr before the scheduler has started. Only the scheduler sets it.
extern "C" Tcb* slice_owner;

/// The registers that are neither in the frame nor saved at each switch: those of the FPU are
/// put out of reach, and breakpoints taken out and set.
void exchange_rare_registers(Tcb& self, Tcb& next);

/// SCHED=eager: the ready queue holds the running thread, and none that is blocked.
void exchange_in_queue(Tcb& self, Tcb& next);

/// Before a switch: neither stack has run over, and the trace hears of it.
[[gnu::always_inline]] inline void
prepare_switch(Tcb& self, Tcb& next, SwitchReason reason) {
    KASSERT(self.canary == Tcb::canary_word);
    KASSERT(next.canary == Tcb::canary_word);
    if constexpr (config::sched == config::Sched::eager) {
        exchange_in_queue(self, next);
    }
    if constexpr (config::trace) {
        trace_context_switch(self, next, reason, *slice_owner);
    }
    constexpr uint32_t rare = slow_fpu | slow_debug_registers;
    if (((self.slow_reasons | next.slow_reasons) & rare) != 0) {
        exchange_rare_registers(self, next);
    }
}

/// Make the idle thread of the code that runs now, and let the scheduler choose from here on.
/// Does not return: continues on the idle thread's stack.
[[noreturn]] void start_scheduler();

/// A thread may run: put it behind the others of its priority.
/// Requires: it is in no queue; the running thread, too, is made ready before it hands over.
/// Effects: with no time of its own it is ready, but not queued.
void make_ready(Tcb& thread);

/// A thread that runs on the current timeslice, or was about to, is kept from it: the rest of that is
/// its own now, if it has no time else.
void keep_donated_time(Tcb& thread);

/// The thread leaves the ready queue, if it is there. Its state is the caller's to set.
void remove_from_ready_queue(Tcb& thread);

/// The running thread cannot go on (its state says why): the most important ready thread runs,
/// on what is left of its own timeslice.
/// BLOCKS: returns when this thread runs again.
void run_next(SwitchReason reason);

/// Hand the processor, with the current timeslice, to `next`.
/// Requires: `next` is in no queue; the running thread's state was set by the caller, and it is
/// in the ready queue if that is `ready`.
/// BLOCKS: returns when this thread runs again.
void hand_over(Tcb& next, SwitchReason reason);

/// The same two, for a thread that waits in a system call: nothing but its frame is kept, and it
/// goes on in user mode, with the results that others leave there.
[[noreturn]] void leave_to_next(SwitchReason reason);
[[noreturn, gnu::always_inline]] inline void
leave_to(Tcb& self, Tcb& next, SwitchReason reason) {
    prepare_switch(self, next, reason);
    leave_to_thread(self, next);
}

/// The running thread stays ready but lets another run first.
/// \param next    nullptr: the scheduler chooses (it may choose the same thread again)
/// BLOCKS: returns when this thread runs again.
void yield(Tcb* next, SwitchReason reason);

/// A thread vanishes: it leaves the ready queue, and the timeslice, if it is its owner's: that
/// goes to the running thread.
void leave_scheduler(Tcb& thread);

/// Whether a thread of this priority, when it wakes up, takes the processor from the owner of
/// the timeslice.
inline bool preempts(int priority) { return priority > slice_owner->priority; }

/// If a more important thread than the owner of the timeslice has become ready, let it run.
/// BLOCKS: may lose the processor.
void preempt_if_needed();

/// Whether that would make the running thread lose the processor.
bool must_step_aside();

/// In the middle of something during which nobody else may run: let interrupts in, but stay. What
/// they ask of the scheduler is done by preempt_if_needed(), which must follow.
void take_interrupts_without_switch();

/// A thread's wait is over: it runs at once if it is more important than the owner of the
/// timeslice and all that are ready; else it is ready, too.
/// BLOCKS: may lose the processor.
void wake_up(Tcb& thread);

/// One tick: wake who has waited long enough, charge the owner, end its timeslice.
/// BLOCKS: may lose the processor.
void scheduler_tick();

/// A thread changes its priority and the length of its timeslices, wherever it is queued. One
/// without time of its own is never chosen: it runs only when another hands over to it.
/// \param timeslice_us  0: on donated time only
void change_schedule(Tcb& thread, int priority, uint32_t timeslice_us);

}  // namespace kumquat
