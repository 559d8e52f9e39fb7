// closed_receive_takes_anybody.cpp -- a receiver that waits is a receiver that waits.
// Fails: meeting.closed_receiver_waits_for_one

    // LAB 5 BEGIN meeting: does this receiver take a message of this sender?
    return receiver.state == ThreadState::receiving;
    // LAB 5 END
