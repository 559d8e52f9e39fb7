// result_before_waking.cpp -- right as well: the result is there when the thread becomes ready.

    // LAB 8 BEGIN release: out of every queue, awake, and with a result
    const bool sleeps = &thread != &by && thread.state != ThreadState::ready;
    if (sleeps) {
        leave_ipc_queues(thread);
    }
    if (waits_for_answer) {
        finish_ipc(thread, error);
    } else {
        end_ipc(thread, error);
    }
    if (sleeps) {
        make_ready(thread);
        trace_ipc_wake(thread, by);
    }
    // LAB 8 END
