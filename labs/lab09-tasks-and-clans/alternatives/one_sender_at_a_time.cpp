// one_sender_at_a_time.cpp -- ends one thread, or tells one sender, in each step: slower, and right.

    // LAB 9 BEGIN end thread: who waits for it is told; then it leaves every place where it could be found
    static_assert(senders_per_call > 0);
    if (thread.send_queue != nullptr) {
        refuse_ipc(*thread.send_queue);
        return false;
    }
    detach_interrupt(thread);
    cancel_ipc(thread);
    leave_scheduler(thread);
    thread.state = ThreadState::nonexistent;
    trace_thread_delete(thread, current_thread());
    // LAB 9 END

    // LAB 9 BEGIN end threads: all that have their TCB in one frame, and then the frame
    uint32_t n = 0;
    if (!next_tcb_frame(task_of(task_), n)) {
        return false;
    }
    const uint32_t first = task_.value * threads_per_task + n * tcbs_per_frame;
    for (uint32_t k = tcbs_per_frame; k-- > 0;) {
        Tcb& thread = tcb_of({first + k});
        if (thread.exists()) {
            static_cast<void>(end_thread(thread));
            return true;
        }
    }
    release_tcb_frame(task_, n);
    return true;
    // LAB 9 END
