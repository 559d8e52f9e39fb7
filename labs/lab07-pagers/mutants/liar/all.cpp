// all.cpp -- a liar: tells of messages and pages, and sends and maps nothing.

    // LAB 7 BEGIN fault word: thirty bits of address, and what was wanted
    return address.raw() + (is_write ? 2 : 0);
    // LAB 7 END

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    message = {};
    message.ecx = timeouts.word();
    message.edx = fault;
    message.ebx = eip;
    message.esi = self.pager.low();
    message.edi = self.pager.high();
    self.request = &message;
    // LAB 7 END

    // LAB 7 BEGIN ask pager: there, back, and as if nothing had been
    trace_ipc_send(self);
    trace_ipc_result(self);
    print("The pager has answered.\n");
    static_cast<void>(message);
    self.request = &self.frame();
    self.frame().eip += 2;
    return IpcError::none;
    // LAB 7 END

    // LAB 7 BEGIN first owner: what the info page says of an address
    return address < info->main_memory.high ? nobody : never_given;
    // LAB 7 END

    // LAB 7 BEGIN one owner: the first who asks, and only that one
    print("sigma0 gives a page\n");
    static_cast<void>(to);
    Answer answer = page_answer(address);
    answer.kind = send_registers;
    return answer;
    // LAB 7 END

    // LAB 7 BEGIN any page: the next that nobody has
    static_cast<void>(to);
    next_free += page_size;
    return {send_registers, next_free, page_answer(next_free).w1};
    // LAB 7 END

    // LAB 7 BEGIN request: what is it that the client wants?
    static_cast<void>(client);
    return {send_registers, request.w0, page_answer(request.w0).w1};
    // LAB 7 END

    // LAB 7 BEGIN new page: an old one or one more, and what was in it
    pages[page_count] = {task, address};
    return page_count++;
    // LAB 7 END

    // LAB 7 BEGIN demand zero: the page that the client has there, or a new one
    print("The pager has a new page.\n");
    return {send_registers, fault.page, Fpage::make(fault.page, page_order).word()};
    // LAB 7 END

    // LAB 7 BEGIN give back: called back, and free
    static_cast<void>(task);
    page_count = 0;
    // LAB 7 END

    // LAB 7 BEGIN show: may it be written, and is it there at all?
    return {send_fpage, view.address, Fpage::make(place_of(view.page), page_order).word()};
    // LAB 7 END

    // LAB 7 BEGIN copy on write: a view, its own page if need be, and the answer
    return {send_registers, fault.page, fault.task.value};
    // LAB 7 END

    // LAB 7 BEGIN fork: for each view of the parent one more, and who may still write?
    print("The child is a copy now.\n");
    static_cast<void>(parent);
    static_cast<void>(child);
    // LAB 7 END

    // LAB 7 BEGIN separate: now it is copied
    return views_of[view.page] == 1;
    // LAB 7 END
