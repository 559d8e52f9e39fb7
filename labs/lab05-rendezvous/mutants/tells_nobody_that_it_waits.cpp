// tells_nobody_that_it_waits.cpp -- without the line in the trace.
// Fails: waiting.sender_waits

    // LAB 5 BEGIN send later: not at all, or in the queue, with a clock running or none
    const Timeout timeout = self.ipc().timeouts().send();
    if (timeout.is_zero()) {
        finish_ipc(self, IpcError::send_timeout);
        return;
    }
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    if (!timeout.is_never()) {
        start_timeout(self, timeout);
    }
    block(self, nullptr);
    // LAB 5 END
