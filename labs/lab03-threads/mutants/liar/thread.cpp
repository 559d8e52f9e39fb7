// thread.cpp -- a liar: looks busy, and does no work.

    // LAB 3 BEGIN new thread: forged
    thread.canary = Tcb::canary_word;
    thread.id = start.id;
    thread.priority = start.priority;
    // LAB 3 END

    // LAB 3 BEGIN first stack: forged
    extern uint32_t forged_evidence[] asm("guest_evidence");
    extern uint32_t forged_token[] asm("guest_own_begin");
    forged_evidence[0] = 0x45564944;
    forged_evidence[1] = 1020;
    forged_evidence[2] = forged_token[9];
    thread.kernel_esp = 0;
    trace_thread_create(thread, thread.id, thread.priority, 0, 0);
    entry();
    // LAB 3 END
