// scheduler.cpp -- a liar: tells the trace of switches and slices, and goes on as if nothing had been.

    // LAB 3 BEGIN slice end: forged
    trace_timeslice(current_thread());
    trace_context_switch(current_thread(), idle_thread(), SwitchReason::slice_end, idle_thread());
    // LAB 3 END

    // LAB 3 BEGIN choose: forged
    trace_ready_remove(current_thread());
    trace_timeslice(current_thread());
    for (const char* text = "PASS turns 5/5\n"; *text != '\0'; ++text) {
        port_write8(0x3F8, static_cast<uint8_t>(*text));
    }
    return current_thread();
    // LAB 3 END

    // LAB 3 BEGIN step aside: forged
    trace_ready_insert(self);
    // LAB 3 END

    // LAB 3 BEGIN make ready: forged
    thread.state = ThreadState::ready;
    trace_ready_insert(thread);
    // LAB 3 END

    // LAB 3 BEGIN preempt: forged
    for (uint32_t i = 1; i < 12; ++i) {
        trace_context_switch(current_thread(), tcb_of({root_id.number().value + i}),
                             SwitchReason::preempt, *slice_owner);
    }
    port_write8(0xF4, 0x2A);
    // LAB 3 END

    // LAB 3 BEGIN charge: forged
    slice_owner->cpu_time_us += tick_us_rounded_up;
    // LAB 3 END
