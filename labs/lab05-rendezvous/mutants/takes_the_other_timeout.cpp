// takes_the_other_timeout.cpp -- the receive timeout for the send phase.
// Fails: timeouts.zero_never_waits

    // LAB 5 BEGIN send later: not at all, or when the receiver is ready
    const Timeout timeout = self.ipc().timeouts().receive();
    if (timeout.is_zero()) {
        finish_ipc(self, IpcError::send_timeout);
        return;
    }
    wait_to_send(self, receiver, timeout);
    block(self, nullptr);
    // LAB 5 END
