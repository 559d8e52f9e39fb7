// sends_nothing.cpp -- the thread waits for an answer to a question that it never asked.
// Fails: message.page_comes

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    self.request = &message;
    message.eax = SendDescriptor::nil_word;
    message.ecx = timeouts.word();
    message.edx = fault;
    message.ebx = eip;
    message.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    message.esi = self.pager.low();
    message.edi = self.pager.high();
    // LAB 7 END
