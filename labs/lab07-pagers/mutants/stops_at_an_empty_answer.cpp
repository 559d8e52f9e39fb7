// stops_at_an_empty_answer.cpp -- who gets no page is treated like one who has no pager.
// Fails: message.empty_answer_asks_again

    // LAB 7 BEGIN ask pager: there, back, and as if nothing had been
    run_ipc(self);
    self.request = &self.frame();
    const MessageDope result = IpcRequest{message}.result();
    return result.has_fpage() ? result.error() : IpcError::not_existing;
    // LAB 7 END
