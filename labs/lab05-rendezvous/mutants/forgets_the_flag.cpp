// forgets_the_flag.cpp -- the receiver has no reason to look at its queue.
// Fails: phases.server_takes_the_next

    // LAB 5 BEGIN join send queue: behind all who were there before
    SendList::push_back(receiver.send_queue, sender);
    sender.queued_at = &receiver;
    // LAB 5 END
