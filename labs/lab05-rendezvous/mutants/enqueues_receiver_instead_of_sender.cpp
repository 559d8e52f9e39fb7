// enqueues_receiver_instead_of_sender.cpp -- the two arguments of the list are mixed up.
// Fails: waiting.sender_waits

    // LAB 5 BEGIN join send queue: behind all who were there before
    SendList::push_back(sender.send_queue, receiver);
    sender.queued_at = &receiver;
    receiver.set_slow_reason(slow_send_queue);
    // LAB 5 END
