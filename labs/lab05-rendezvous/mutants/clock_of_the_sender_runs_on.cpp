// clock_of_the_sender_runs_on.cpp -- the message was taken, but the clock does not know.
// Fails: timeouts.message_stops_the_clock

    // LAB 5 BEGIN queued message: it waits no more, and its words go over
    leave_send_queue(sender);
    if (transfer_message(sender, receiver, false)) {
        return true;
    }
    // LAB 5 END
