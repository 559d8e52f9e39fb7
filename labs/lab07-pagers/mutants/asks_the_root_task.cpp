// asks_the_root_task.cpp -- every task has the root task as its pager.
// Fails: message.page_comes

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    self.request = &message;
    message.eax = 0;
    message.ecx = timeouts.word();
    message.edx = fault;
    message.ebx = eip;
    message.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    message.esi = root_id.low();
    message.edi = root_id.high();
    // LAB 7 END
