// all.cpp -- a liar: every ipc succeeds, nothing waits, and the trace tells a meeting.

    // LAB 5 BEGIN deliver: two words, and who sent them
    registers_.esi = source.low();
    registers_.edi = source.high();
    static_cast<void>(w0);
    static_cast<void>(w1);
    // LAB 5 END

    // LAB 5 BEGIN meeting: does this receiver take a message of this sender?
    static_cast<void>(sender);
    return receiver.state == ThreadState::receiving;
    // LAB 5 END

    // LAB 5 BEGIN send phase: nobody there, not ready for us, or a meeting
    if (partner == nullptr || partner == &self) {
        finish_ipc(self, IpcError::not_existing);
        return nullptr;
    }
    trace_ipc_transfer(self, *partner, true);
    finish_ipc(self, IpcError::none);
    if (ipc.send().word() != 0) {
        return nullptr;
    }
    return nullptr;
    // LAB 5 END

    // LAB 5 BEGIN receive phase: a message at once, an error at once, or a wait
    const Tcb* const named = find_thread(ipc.partner());
    if (ipc.timeouts().receive_is_zero()) {
        finish_ipc(self, IpcError::receive_timeout);
    } else if (named != nullptr) {
        IpcRequest to = self.ipc();
        to.receive_words(named->id, ipc.w0(), ipc.w1());
        to.finish(MessageDope::make(2, 0));
        trace_ipc_transfer(*named, self, false);
        trace_ipc_result(self);
    } else {
        wait_to_receive(self, ipc);
        block(self, partner);
    }
    // LAB 5 END

    // LAB 5 BEGIN send later: not at all, or when the receiver is ready
    static_cast<void>(receiver);
    finish_ipc(self, IpcError::send_timeout);
    // LAB 5 END

    // LAB 5 BEGIN join send queue: behind all who were there before
    sender.queued_at = &receiver;
    // LAB 5 END

    // LAB 5 BEGIN next sender: the oldest, or the one that is asked for
    static_cast<void>(receiver);
    return nullptr;
    // LAB 5 END

    // LAB 5 BEGIN queued message: it waits no more, and its words go over
    static_cast<void>(receiver);
    finish_ipc(sender, IpcError::none);
    if (sender.state != ThreadState::dead) {
        return true;
    }
    // LAB 5 END

    // LAB 5 BEGIN timeout: the clock ends a wait
    finish_ipc(thread, IpcError::receive_timeout);
    make_ready(thread);
    // LAB 5 END

    // LAB 5 BEGIN leave the queues: nobody finds this thread waiting any more
    cancel_timeout(thread);
    // LAB 5 END

    // LAB 5 BEGIN receive after sending: a message at once, an error at once, or a wait
    finish_ipc(thread, IpcError::none);
    wake(thread, self);
    static_cast<void>(ipc);
    return nullptr;
    // LAB 5 END

    // LAB 5 BEGIN wait to send: where it is found, with a clock running or none
    static_cast<void>(receiver);
    static_cast<void>(timeout);
    trace_ipc_block(self, IpcPhase::send);
    // LAB 5 END
