// forgets_to_wake.cpp -- the result is there, and nobody reads it.
// Fails: timeouts.receive_ends_in_time

    // LAB 5 BEGIN timeout: the clock ends a wait
    const bool was_sending = thread.state == ThreadState::sending;
    leave_ipc_queues(thread);
    trace_ipc_timeout(thread, was_sending ? IpcPhase::send : IpcPhase::receive);
    finish_ipc(thread,
               was_sending ? IpcError::send_timeout : IpcError::receive_timeout);
    // LAB 5 END
