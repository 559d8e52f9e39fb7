// zero_is_a_time_like_others.cpp -- timeout 0 goes into the timeout queue.
// Fails: timeouts.zero_never_waits

    // LAB 5 BEGIN send later: not at all, or when the receiver is ready
    const Timeout timeout = self.ipc().timeouts().send();
    wait_to_send(self, receiver, timeout);
    block(self, nullptr);
    // LAB 5 END
