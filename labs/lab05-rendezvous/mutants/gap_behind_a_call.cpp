// gap_behind_a_call.cpp -- the client will receive when it runs again.
// Fails: phases.client_is_ready_for_its_answer

    // LAB 5 BEGIN receive after sending: a message at once, an error at once, or a wait
    thread.frame().eip -= 2;  // the call once more, without its send phase
    thread.frame().eax = SendDescriptor::nil_word;
    wake(thread, self);
    return nullptr;
    // LAB 5 END
