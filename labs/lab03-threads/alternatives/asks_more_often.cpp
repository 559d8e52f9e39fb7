// asks_more_often.cpp -- another right way: the same decisions, with other questions.

    // LAB 3 BEGIN choose: otherwise
    Tcb& next = ready_queue.may_have_above(Tcb::idle_priority) ? *ready_queue.highest()
                                                               : idle_thread();
    slice_owner = &next;
    if (!next.is_idle()) {
        take_from_ready_queue(next);
    }
    trace_timeslice(next);
    return next;
    // LAB 3 END

    // LAB 3 BEGIN make ready: otherwise
    ready_queue.remove(thread);
    thread.state = ThreadState::ready;
    if (is_queued(thread)) {
        ready_queue.insert_last(thread);
        trace_ready_insert(thread);
    }
    // LAB 3 END

    // LAB 3 BEGIN preempt: otherwise
    const bool must_go = !switching_is_off && must_step_aside();
    const bool is_over = must_go && slice_is_over;
    if (is_over) {
        slice_is_over = false;
        end_timeslice();
    }
    if (must_go && !is_over) {
        step_aside(current_thread());
        run_next(SwitchReason::preempt);
    }
    // LAB 3 END
