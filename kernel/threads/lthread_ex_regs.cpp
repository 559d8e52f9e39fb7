// lthread_ex_regs.cpp -- the system call lthread_ex_regs: read, set, start a thread of one's
// own task.
// Source: L4 Version 2 on i386, "lthread_ex_regs (int 0x35)"; "Cancel and abort".
#include "kernel/debug/hole.hpp"
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

/// Results: the old values of all that can be set, in the registers of the call.
/// \param frame   of the caller
/// \param thread  whom the call is about; perhaps the caller itself
void answer(TrapFrame& frame, const Tcb& thread) {
    // LAB 4 BEGIN old values: two ids, and three registers of its user mode
    const TrapFrame old = thread.frame();  // perhaps the same
    frame.eax = old.eflags;
    frame.ecx = old.esp;
    frame.edx = old.eip;
    frame.ebx = thread.internal_preempter.low();
    frame.ebp = thread.internal_preempter.high();
    frame.esi = thread.pager.low();
    frame.edi = thread.pager.high();
    // LAB 4 END
}

/// Set what the call names, and leave the rest. A thread that gets a new EIP goes on there, whatever it
/// is in the middle of. \param self  the caller, for the trace, which hears of a pager and of a new EIP
void change(Tcb& thread, const Tcb& self, uint32_t esp, uint32_t eip, ThreadId pager) {
    // LAB 4 BEGIN new values: each only if there is one; and a new EIP ends whatever it was doing
    thread.pager = choose(pager, thread.pager);
    trace_thread_pager(thread, thread.pager, self.id);
    if (esp != unchanged) {
        thread.frame().esp = esp;
    }
    if (eip != unchanged) {
        thread.frame().eip = eip;
        cancel_ipc(thread);
        trace_thread_change(thread, self, thread.frame().eip, thread.frame().esp);
    }
    // LAB 4 END
}

}  // namespace

void system_call_lthread_ex_regs(TrapFrame& frame) {
    const Tcb& self = current_thread();
    const uint32_t lthread = frame.eax, esp = frame.ecx, eip = frame.edx;
    const ThreadId preempter{frame.ebx, frame.ebp}, pager{frame.esi, frame.edi};
    // LAB 4 BEGIN exchange: no such number; an old thread; or a new one. Who has an EIP runs
    frame.eax = failed;
    if (lthread >= threads_per_task) {  // also bit 31: virtual-8086 threads
        return;
    }
    const ThreadId id = self.id.with_lthread(lthread);
    Tcb* thread = find_thread(id.number());
    if (thread != nullptr) {
        answer(frame, *thread);
        change(*thread, self, esp, eip, pager);
    } else {
        if (!tcb_of(self.id.with_lthread(0).number()).exists()) {
            return;  // a deletion of the task has begun
        }
        thread = create_thread({.id = id,
                                .eip = eip,
                                .esp = esp,
                                .pager = choose(pager, ThreadId::nil()),
                                .directory = self.directory,
                                .priority = self.priority,
                                .timeslice_us = self.timeslice_us},
                               self.id);
        if (thread == nullptr) {
            return;
        }
        frame.eax = 0;  // the other registers come back as they went in
    }
    thread->internal_preempter = choose(preempter, thread->internal_preempter);
    if (eip != unchanged && thread->state == ThreadState::dead) {
        make_ready(*thread);
        preempt_if_needed();
    }
    // LAB 4 END
}

}  // namespace kumquat
