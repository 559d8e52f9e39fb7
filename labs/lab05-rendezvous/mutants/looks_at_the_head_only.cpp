// looks_at_the_head_only.cpp -- the sender that is asked for, if it is the oldest.
// Fails: waiting.closed_receive_picks_its_sender

    // LAB 5 BEGIN next sender: the oldest, or the one that is asked for
    Tcb* const head = receiver.send_queue;
    if (receiver.ipc().receive().is_open() || head == nullptr) {
        return head;
    }
    return head->id.number() == source_of(receiver).number() ? head : nullptr;
    // LAB 5 END
