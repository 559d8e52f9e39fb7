// compares_tasks_only.cpp -- a thread of the right task will do.
// Fails: meeting.closed_receiver_waits_for_one

    // LAB 5 BEGIN meeting: does this receiver take a message of this sender?
    if (receiver.state != ThreadState::receiving) {
        return false;
    }
    return receiver.ipc().receive().is_open() ||
           source_of(receiver).task() == sender.id.task();
    // LAB 5 END
