// sender_looks_for_ever.cpp -- its receive timeout of zero does not matter.
// Fails: phases.sender_receives_at_once

    // LAB 5 BEGIN receive after sending: a message at once, an error at once, or a wait
    if (Tcb* const sender = next_sender(thread)) {
        if (take_queued_message(thread, *sender)) {
            wake(thread, self);
            return sender;
        }
        make_ready(*sender);
    } else {
        wait_to_receive(thread, ipc);
    }
    return nullptr;
    // LAB 5 END
