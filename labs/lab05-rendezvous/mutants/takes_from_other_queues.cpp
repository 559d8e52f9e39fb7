// takes_from_other_queues.cpp -- the sender that is asked for sends, but to somebody else.
// Fails: waiting.others_messages_are_left

    // LAB 5 BEGIN next sender: the oldest, or the one that is asked for
    if (receiver.ipc().receive().is_open()) {
        return receiver.send_queue;
    }
    Tcb* const only = find_thread(source_of(receiver));
    return only != nullptr && only->state == ThreadState::sending ? only : nullptr;
    // LAB 5 END
