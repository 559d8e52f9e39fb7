// tells_the_other_phase.cpp -- bit 4 the wrong way round.
// Fails: timeouts.receive_ends_in_time

    // LAB 5 BEGIN timeout: the clock ends a wait
    const bool was_sending = thread.state == ThreadState::sending;
    leave_ipc_queues(thread);
    trace_ipc_timeout(thread, was_sending ? IpcPhase::send : IpcPhase::receive);
    finish_ipc(thread,
               was_sending ? IpcError::receive_timeout : IpcError::send_timeout);
    make_ready(thread);
    // LAB 5 END
