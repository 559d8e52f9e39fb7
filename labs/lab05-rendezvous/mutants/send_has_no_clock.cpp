// send_has_no_clock.cpp -- a sender waits as long as it takes.
// Fails: timeouts.send_ends_in_time

    // LAB 5 BEGIN wait to send: where it is found, with a clock running or none
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    static_cast<void>(timeout);
    trace_ipc_block(self, IpcPhase::send);
    // LAB 5 END
