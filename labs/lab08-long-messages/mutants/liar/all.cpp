// all.cpp -- a liar: tells of words, strings and pages, and copies nothing.

    // LAB 8 BEGIN message range: not one byte of the kernel's
    if (address >= USER_SPACE_END) {
        trace_transfer_abort(self, *self.transfer_partner, IpcError::receive_aborted);
    }
    static_cast<void>(bytes);
    // LAB 8 END

    // LAB 8 BEGIN sent message: two dopes, and what each of them means
    const MessageDope dope{self.ipc().w0()};
    return {address, at_least_registers(dope.dwords()) + 1, dope.strings(), address + words_offset};
    // LAB 8 END

    // LAB 8 BEGIN receive buffer: seen through a window, and room for what?
    seen = descriptor.buffer();
    return {descriptor.buffer(), 0x7FFFF, 31, descriptor.buffer() + words_offset};
    // LAB 8 END

    // LAB 8 BEGIN copy: step by step, to the last byte
    static_cast<void>(self);
    static_cast<void>(place);
    static_cast<void>(from);
    static_cast<void>(bytes);
    // LAB 8 END

    // LAB 8 BEGIN words in memory: where they begin, and how many bytes
    trace_transfer_words(self, *self.transfer_partner, words);
    static_cast<void>(from);
    static_cast<void>(to);
    // LAB 8 END

    // LAB 8 BEGIN one string: as much as fits, and both are told
    trace_transfer_string(self, *self.transfer_partner, 100, 0x10000000, 0x20000000);
    static_cast<void>(sent.length);
    static_cast<void>(got.length);
    return true;
    // LAB 8 END

    // LAB 8 BEGIN all strings: one after the other, until one does not fit
    for (count = 0; count < from.strings; ++count) {
        trace_transfer_string(self, *self.transfer_partner, 100, 0x10000000, 0x20000000);
    }
    static_cast<void>(to);
    return true;
    // LAB 8 END

    // LAB 8 BEGIN window: two entries of the partner's directory, for the kernel's eyes only
    static_cast<void>(directory);
    static_cast<void>(partner);
    static_cast<void>(window);
    static_cast<void>(last);
    return address;
    // LAB 8 END

    // LAB 8 BEGIN show partner: look, and remember at what
    self.shown_in_window[window] = address;
    return address;
    // LAB 8 END

    // LAB 8 BEGIN missing page: whose is it, and who limits the time?
    trace_transfer_fault(self, *self.transfer_partner, fault_word(VirtAddr{place}, is_write),
                         self.ipc().timeouts().send_fault());
    static_cast<void>(is_partners);
    return true;
    // LAB 8 END

    // LAB 8 BEGIN ask for a page: what the pager's answer means for the message
    static_cast<void>(limit);
    static_cast<void>(on_timeout);
    return IpcError::none;
    // LAB 8 END

    // LAB 8 BEGIN let the partner ask: it is asleep; where does it wake up?
    trace_transfer_fault(*self.transfer_partner, self, fault,
                         self.ipc().timeouts().send_fault());
    return IpcError::none;
    // LAB 8 END

    // LAB 8 BEGIN partner asks: in its own name, and back to who waits for it
    trace_ipc_send(self);
    // LAB 8 END

    // LAB 8 BEGIN break off: two codes, and neither knows the other any more
    finish_ipc(receiver, error);
    finish_ipc(sender, twin(error));
    end_transfer(sender, receiver);
    static_cast<void>(by);
    // LAB 8 END

    // LAB 8 BEGIN release: out of every queue, awake, and with a result
    trace_ipc_wake(thread, by);
    finish_ipc(thread, error);
    static_cast<void>(waits_for_answer);
    // LAB 8 END
