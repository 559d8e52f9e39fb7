// closed_receive_takes_the_oldest.cpp -- whoever is first in the queue.
// Fails: waiting.closed_receive_picks_its_sender

    // LAB 5 BEGIN next sender: the oldest, or the one that is asked for
    return receiver.send_queue;
    // LAB 5 END
