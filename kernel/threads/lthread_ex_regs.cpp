// lthread_ex_regs.cpp -- the system call lthread_ex_regs: read, set, start a thread of one's
// own task.
// Source: L4 Version 2 on i386, "lthread_ex_regs (int 0x35)"; "Cancel and abort".
#include "kernel/debug/trace.hpp"
#include "kernel/ipc/rendezvous.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/thread.hpp"

namespace kumquat {

namespace {

constexpr uint32_t unchanged = 0xFFFFFFFF;
constexpr uint32_t failed = 0xFFFFFFFF;

/// The id parameter of ex_regs, if it says anything. \return `old` if not
ThreadId choose(ThreadId wish, ThreadId old) {
    return wish.is_nil() || wish.is_invalid() ? old : wish;
}

void create(TrapFrame& frame, Tcb& self, uint32_t lthread) {
    Tcb* const thread =
        create_thread({.id = self.id.with_lthread(lthread),
                       .eip = frame.edx,
                       .esp = frame.ecx,
                       .pager = choose({frame.esi, frame.edi}, ThreadId::nil()),
                       .directory = self.directory,
                       .priority = self.priority,
                       .timeslice_us = self.timeslice_us},
                      self.id);
    if (thread == nullptr) {
        frame.eax = failed;
        return;
    }
    thread->internal_preempter =
        choose({frame.ebx, frame.ebp}, thread->internal_preempter);
    const bool starts = frame.edx != unchanged;
    frame.eax = 0;  // the other registers come back as they went in
    if (starts) {
        make_ready(*thread);
        preempt_if_needed();
    }
}

/// Results: the old values of all that can be set.
void answer(TrapFrame& frame, Tcb& thread) {
    const TrapFrame& old = thread.frame();
    const uint32_t eflags = old.eflags, esp = old.esp, eip = old.eip;
    frame.eax = eflags;
    frame.ecx = esp;
    frame.edx = eip;
    frame.ebx = thread.internal_preempter.low();
    frame.ebp = thread.internal_preempter.high();
    frame.esi = thread.pager.low();
    frame.edi = thread.pager.high();
}

void change(TrapFrame& frame, Tcb& self, Tcb& thread) {
    const uint32_t esp = frame.ecx, eip = frame.edx;
    const ThreadId preempter{frame.ebx, frame.ebp}, pager{frame.esi, frame.edi};
    answer(frame, thread);

    thread.internal_preempter = choose(preempter, thread.internal_preempter);
    thread.pager = choose(pager, thread.pager);
    trace_thread_pager(thread, self.id);
    if (esp != unchanged) {
        thread.frame().esp = esp;
    }
    if (eip == unchanged) {
        return;
    }
    thread.frame().eip = eip;
    cancel_ipc(thread);
    trace_thread_change(thread, self);
    if (thread.state == ThreadState::dead) {
        make_ready(thread);
        preempt_if_needed();
    }
}

}  // namespace

void system_call_lthread_ex_regs(TrapFrame& frame) {
    Tcb& self = current_thread();
    const uint32_t lthread = frame.eax;
    if (lthread >= threads_per_task) {  // also bit 31: virtual-8086 threads
        frame.eax = failed;
        return;
    }
    Tcb* const thread = find_thread(self.id.with_lthread(lthread).number());
    if (thread == nullptr) {
        create(frame, self, lthread);
    } else {
        change(frame, self, *thread);
    }
}

}  // namespace kumquat
