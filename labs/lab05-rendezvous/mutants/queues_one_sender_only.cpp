// queues_one_sender_only.cpp -- who finds somebody in the queue takes his place.
// Fails: waiting.oldest_comes_first

    // LAB 5 BEGIN join send queue: behind all who were there before
    receiver.send_queue = nullptr;
    SendList::push_back(receiver.send_queue, sender);
    sender.queued_at = &receiver;
    receiver.set_slow_reason(slow_send_queue);
    // LAB 5 END
