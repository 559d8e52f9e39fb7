// asks_the_first_threads_pager.cpp -- a task has one pager for all its threads.
// Fails: message.each_has_its_pager

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    static Tcb* const first = &self;
    self.request = &message;
    message.eax = 0;
    message.ecx = timeouts.word();
    message.edx = fault;
    message.ebx = eip;
    message.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    message.esi = first->pager.low();
    message.edi = first->pager.high();
    // LAB 7 END
