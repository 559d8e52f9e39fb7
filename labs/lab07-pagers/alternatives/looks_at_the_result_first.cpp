// looks_at_the_result_first.cpp -- the result is read before the registers change hands.

    // LAB 7 BEGIN ask pager: there, back, and as if nothing had been
    run_ipc(self);
    const IpcError error = self.ipc().result().error();
    static_cast<void>(message);
    self.request = &self.frame();
    return error;
    // LAB 7 END
