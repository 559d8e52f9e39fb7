// always_a_receive_timeout.cpp -- there is one kind of timeout.
// Fails: timeouts.send_ends_in_time

    // LAB 5 BEGIN timeout: the clock ends a wait
    const bool was_sending = thread.state == ThreadState::sending;
    leave_ipc_queues(thread);
    trace_ipc_timeout(thread, was_sending ? IpcPhase::send : IpcPhase::receive);
    finish_ipc(thread,
               IpcError::receive_timeout);
    make_ready(thread);
    // LAB 5 END
