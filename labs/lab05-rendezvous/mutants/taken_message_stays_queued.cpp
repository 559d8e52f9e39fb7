// taken_message_stays_queued.cpp -- the message was copied, the sender stays where it is.
// Fails: waiting.sender_waits

    // LAB 5 BEGIN queued message: it waits no more, and its words go over
    cancel_timeout(sender);
    if (transfer_message(sender, receiver, false)) {
        return true;
    }
    // LAB 5 END
