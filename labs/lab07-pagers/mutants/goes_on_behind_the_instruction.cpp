// goes_on_behind_the_instruction.cpp -- the access counts as done when the page has come.
// Fails: message.instruction_runs_again

    // LAB 7 BEGIN ask pager: there, back, and as if nothing had been
    run_ipc(self);
    self.frame().eip += 2;
    self.request = &self.frame();
    return IpcRequest{message}.result().error();
    // LAB 7 END
