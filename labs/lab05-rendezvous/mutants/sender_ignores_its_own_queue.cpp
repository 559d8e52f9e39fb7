// sender_ignores_its_own_queue.cpp -- it waits, whoever waits for it.
// Fails: phases.sender_receives_at_once

    // LAB 5 BEGIN receive after sending: a message at once, an error at once, or a wait
    if (ipc.timeouts().receive_is_zero()) {
        finish_ipc(thread, IpcError::receive_timeout);
        wake(thread, self);
    } else {
        wait_to_receive(thread, ipc);
    }
    return nullptr;
    // LAB 5 END
