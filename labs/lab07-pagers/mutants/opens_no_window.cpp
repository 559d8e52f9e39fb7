// opens_no_window.cpp -- the answer may bring words, but no page.
// Fails: message.page_comes

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    self.request = &message;
    message.eax = 0;
    message.ecx = timeouts.word();
    message.edx = fault;
    message.ebx = eip;
    message.ebp = 0;
    message.esi = self.pager.low();
    message.edi = self.pager.high();
    // LAB 7 END
