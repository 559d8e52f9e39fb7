// forgets_whose_registers_they_are.cpp -- later calls of the thread send what the fault has sent.
// Fails: message.calls_work_afterwards

    // LAB 7 BEGIN ask pager: there, back, and as if nothing had been
    run_ipc(self);
    return IpcRequest{message}.result().error();
    // LAB 7 END
