// takes_the_other_timeout.cpp -- the receive timeout for the send phase.
// Fails: timeouts.zero_never_waits

    // LAB 5 BEGIN send later: not at all, or in the queue, with a clock running or none
    const Timeout timeout = self.ipc().timeouts().receive();
    if (timeout.is_zero()) {
        finish_ipc(self, IpcError::send_timeout);
        return;
    }
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    if (!timeout.is_never()) {
        start_timeout(self, timeout);
    }
    trace_ipc_block(self, IpcPhase::send);
    block(self, nullptr);
    // LAB 5 END
