// zero_is_a_time_like_others.cpp -- timeout 0 goes into the timeout queue.
// Fails: timeouts.zero_never_waits

    // LAB 5 BEGIN send later: not at all, or in the queue, with a clock running or none
    const Timeout timeout = self.ipc().timeouts().send();
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    if (!timeout.is_never()) {
        start_timeout(self, timeout);
    }
    trace_ipc_block(self, IpcPhase::send);
    block(self, nullptr);
    // LAB 5 END
