// second_to_last_in_the_queue.cpp -- behind all others but the last one.
// Fails: waiting.oldest_comes_first

    // LAB 5 BEGIN join send queue: behind all who were there before
    if (receiver.send_queue == nullptr) {
        SendList::push_back(receiver.send_queue, sender);
    } else {
        SendList::insert_before(receiver.send_queue->send_link.previous, sender);
    }
    sender.queued_at = &receiver;
    receiver.set_slow_reason(slow_send_queue);
    // LAB 5 END
