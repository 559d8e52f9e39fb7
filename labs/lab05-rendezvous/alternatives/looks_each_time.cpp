// looks_each_time.cpp -- asks for senders and interrupts in every receive phase, without the flag.

    // LAB 5 BEGIN receive phase: a message at once, an error at once, or a wait
    if (receive_at_once(self, ipc, partner)) {
        return;
    }
    if (ipc.timeouts().receive_is_zero()) {
        end_own_ipc(self, IpcError::receive_timeout, partner);
    } else {
        wait_to_receive(self, ipc);
        block(self, partner);
    }
    // LAB 5 END

    // LAB 5 BEGIN join send queue: behind all who were there before
    sender.queued_at = &receiver;
    SendList::push_back(receiver.send_queue, sender);
    // LAB 5 END
