// never_is_a_time_like_others.cpp -- the longest timeout there is.
// Fails: waiting.sender_waits

    // LAB 5 BEGIN send later: not at all, or in the queue, with a clock running or none
    const Timeout timeout = self.ipc().timeouts().send();
    if (timeout.is_zero()) {
        finish_ipc(self, IpcError::send_timeout);
        return;
    }
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    start_timeout(self, timeout);
    trace_ipc_block(self, IpcPhase::send);
    block(self, nullptr);
    // LAB 5 END
