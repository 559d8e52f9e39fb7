// window_of_one_page.cpp -- only the page that was touched may come.
// Fails: message.answer_can_be_large

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    self.request = &message;
    message.eax = 0;
    message.ecx = timeouts.word();
    message.edx = fault;
    message.ebx = eip;
    message.ebp = Fpage::make(fault, page_order).word() | ReceiveDescriptor::window_bit;
    message.esi = self.pager.low();
    message.edi = self.pager.high();
    // LAB 7 END
