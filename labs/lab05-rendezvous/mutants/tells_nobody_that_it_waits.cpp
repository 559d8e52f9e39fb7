// tells_nobody_that_it_waits.cpp -- without the line in the trace.
// Fails: waiting.sender_waits

    // LAB 5 BEGIN wait to send: where it is found, with a clock running or none
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    if (!timeout.is_never()) {
        start_timeout(self, timeout);
    }
    // LAB 5 END
