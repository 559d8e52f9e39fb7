// copies_before_it_lets_go.cpp -- the message first, then queue and clock.

    // LAB 5 BEGIN queued message: it waits no more, and its words go over
    const bool was_taken = transfer_message(sender, receiver, false);
    leave_send_queue(sender);
    cancel_timeout(sender);
    if (was_taken) {
        return true;
    }
    // LAB 5 END
