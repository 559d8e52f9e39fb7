// never_is_a_time_like_others.cpp -- the longest timeout there is.
// Fails: waiting.sender_waits

    // LAB 5 BEGIN wait to send: where it is found, with a clock running or none
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    start_timeout(self, timeout);
    trace_ipc_block(self, IpcPhase::send);
    // LAB 5 END
