// one_phase_is_enough.cpp -- who has sent is done.
// Fails: phases.client_is_ready_for_its_answer

    // LAB 5 BEGIN receive after sending: a message at once, an error at once, or a wait
    finish_ipc(thread, IpcError::none);
    wake(thread, self);
    return nullptr;
    // LAB 5 END
