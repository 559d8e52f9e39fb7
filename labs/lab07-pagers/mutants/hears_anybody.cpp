// hears_anybody.cpp -- the receive phase is open.
// Fails: message.only_the_pager_answers

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    self.request = &message;
    message.eax = 0;
    message.ecx = timeouts.word();
    message.edx = fault;
    message.ebx = eip;
    message.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit | ReceiveDescriptor::open_bit;
    message.esi = self.pager.low();
    message.edi = self.pager.high();
    // LAB 7 END
