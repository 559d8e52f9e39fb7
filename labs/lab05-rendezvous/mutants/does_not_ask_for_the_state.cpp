// does_not_ask_for_the_state.cpp -- looks only at what the last ipc wanted.
// Fails: waiting.sender_is_no_receiver

    // LAB 5 BEGIN meeting: does this receiver take a message of this sender?
    return receiver.ipc().receive().is_open() ||
           source_of(receiver).number() == sender.id.number();
    // LAB 5 END
