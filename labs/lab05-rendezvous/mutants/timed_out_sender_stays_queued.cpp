// timed_out_sender_stays_queued.cpp -- the clock takes nobody out of a send queue.
// Fails: timeouts.send_ends_in_time

    // LAB 5 BEGIN timeout: the clock ends a wait
    const bool was_sending = thread.state == ThreadState::sending;
    trace_ipc_timeout(thread, was_sending ? IpcPhase::send : IpcPhase::receive);
    finish_ipc(thread,
               was_sending ? IpcError::send_timeout : IpcError::receive_timeout);
    make_ready(thread);
    // LAB 5 END
