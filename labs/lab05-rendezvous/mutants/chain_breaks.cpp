// chain_breaks.cpp -- its receive phase is over, that of its sender never begins.
// Fails: phases.sender_receives_at_once

    // LAB 5 BEGIN receive after sending: a message at once, an error at once, or a wait
    if (Tcb* const sender = next_sender(thread)) {
        if (take_queued_message(thread, *sender)) {
            wake(thread, self);
            return nullptr;
        }
        make_ready(*sender);
    } else if (ipc.timeouts().receive_is_zero()) {
        finish_ipc(thread, IpcError::receive_timeout);
        wake(thread, self);
    } else {
        wait_to_receive(thread, ipc);
    }
    return nullptr;
    // LAB 5 END
