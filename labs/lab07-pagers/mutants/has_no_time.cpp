// has_no_time.cpp -- if the pager is busy the thread tries again and again.
// Fails: message.busy_pager_is_waited_for

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    static_cast<void>(timeouts);
    self.request = &message;
    message.eax = 0;
    message.ecx = 0x00000011;
    message.edx = fault;
    message.ebx = eip;
    message.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    message.esi = self.pager.low();
    message.edi = self.pager.high();
    // LAB 7 END
