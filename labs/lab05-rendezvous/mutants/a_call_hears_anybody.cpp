// a_call_hears_anybody.cpp -- who has called takes the first message as its answer.
// Fails: phases.only_the_server_answers

    // LAB 5 BEGIN meeting: does this receiver take a message of this sender?
    if (receiver.state != ThreadState::receiving) {
        return false;
    }
    return receiver.ipc().receive().is_open() || !receiver.ipc().send().is_nil() ||
           source_of(receiver).number() == sender.id.number();
    // LAB 5 END
