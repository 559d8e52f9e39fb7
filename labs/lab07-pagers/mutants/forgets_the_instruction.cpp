// forgets_the_instruction.cpp -- word 1 is that of the last message.
// Fails: message.instruction_is_told

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    self.request = &message;
    message.eax = 0;
    message.ecx = timeouts.word();
    message.edx = fault;
    static_cast<void>(eip);
    message.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    message.esi = self.pager.low();
    message.edi = self.pager.high();
    // LAB 7 END
