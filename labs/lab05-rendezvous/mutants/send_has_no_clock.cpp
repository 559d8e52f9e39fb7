// send_has_no_clock.cpp -- a sender waits as long as it takes.
// Fails: timeouts.send_ends_in_time

    // LAB 5 BEGIN send later: not at all, or in the queue, with a clock running or none
    const Timeout timeout = self.ipc().timeouts().send();
    if (timeout.is_zero()) {
        finish_ipc(self, IpcError::send_timeout);
        return;
    }
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    trace_ipc_block(self, IpcPhase::send);
    block(self, nullptr);
    // LAB 5 END
