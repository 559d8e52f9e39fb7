// searches_the_queue.cpp -- walks along the queue for the sender that is asked for: slower, and right.

    // LAB 5 BEGIN next sender: the oldest, or the one that is asked for
    Tcb* sender = receiver.send_queue;
    if (!receiver.ipc().receive().is_open()) {
        const ThreadNumber wanted = source_of(receiver).number();
        while (sender != nullptr && sender->id.number() != wanted) {
            sender = SendList::after(receiver.send_queue, *sender);
        }
    }
    return sender;
    // LAB 5 END
