// newest_sender_first.cpp -- a stack is easier than a queue.
// Fails: waiting.oldest_comes_first

    // LAB 5 BEGIN join send queue: behind all who were there before
    SendList::push_front(receiver.send_queue, sender);
    sender.queued_at = &receiver;
    receiver.set_slow_reason(slow_send_queue);
    // LAB 5 END
