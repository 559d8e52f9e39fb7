// from_the_last_register_to_the_first.cpp -- the message, in another order.

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    message.edi = self.pager.high();
    message.esi = self.pager.low();
    message.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    message.ebx = eip;
    message.edx = fault;
    message.ecx = timeouts.word();
    message.eax = 0;
    self.request = &message;
    // LAB 7 END
