// copies_what_it_needs.cpp -- three words instead of a whole frame; changes in another order; and first
// the question whether the thread is there.

    // LAB 4 BEGIN old values: two ids, and three registers of its user mode
    const uint32_t eflags = thread.frame().eflags, esp = thread.frame().esp,
                   eip = thread.frame().eip;
    frame.esi = thread.pager.low();
    frame.edi = thread.pager.high();
    frame.ebx = thread.internal_preempter.low();
    frame.ebp = thread.internal_preempter.high();
    frame.edx = eip;
    frame.ecx = esp;
    frame.eax = eflags;
    // LAB 4 END

    // LAB 4 BEGIN new values: each only if there is one; and a new EIP ends whatever it was doing
    TrapFrame& frame = thread.frame();
    frame.esp = esp == unchanged ? frame.esp : esp;
    if (eip != unchanged) {
        cancel_ipc(thread);
        frame.eip = eip;
        trace_thread_change(thread, self, eip, frame.esp);
    }
    thread.pager = choose(pager, thread.pager);
    trace_thread_pager(thread, thread.pager, self.id);
    // LAB 4 END

    // LAB 4 BEGIN exchange: no such number; an old thread; or a new one. Who has an EIP runs
    if (lthread / threads_per_task != 0) {
        frame.eax = failed;
        return;
    }
    const ThreadId id = self.id.with_lthread(lthread);
    Tcb* thread = find_thread(id);
    if (thread == nullptr) {
        ThreadStart start{};
        start.id = id;
        start.eip = eip;
        start.esp = esp;
        start.pager = choose(pager, start.pager);
        start.directory = self.directory;
        start.priority = self.priority;
        start.timeslice_us = self.timeslice_us;
        const bool is_alive = tcb_of(self.id.with_lthread(0).number()).exists();
        thread = is_alive ? create_thread(start, self.id) : nullptr;
        frame.eax = thread == nullptr ? failed : 0;
        if (thread == nullptr) {
            return;
        }
    } else {
        answer(frame, *thread);
        change(*thread, self, esp, eip, pager);
    }
    if (!preempter.is_nil() && !preempter.is_invalid()) {
        thread->internal_preempter = preempter;
    }
    if (thread->state != ThreadState::dead || eip == unchanged) {
        return;
    }
    make_ready(*thread);
    preempt_if_needed();
    // LAB 4 END
