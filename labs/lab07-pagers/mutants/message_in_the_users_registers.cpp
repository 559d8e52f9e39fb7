// message_in_the_users_registers.cpp -- the message is made where the thread has its own registers.
// Fails: message.registers_stay

    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    self.request = &self.frame();
    Registers& own = self.frame();
    own.eax = 0;
    own.ecx = timeouts.word();
    own.edx = fault;
    own.ebx = eip;
    own.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    own.esi = self.pager.low();
    own.edi = self.pager.high();
    // LAB 7 END

    // LAB 7 BEGIN ask pager: there, back, and as if nothing had been
    static_cast<void>(message);
    run_ipc(self);
    return self.ipc().result().error();
    // LAB 7 END
