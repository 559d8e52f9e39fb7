// sets_each_register.cpp -- no assignment of a whole frame; and flags as a number that was worked out.

    // LAB 4 BEGIN first frame: nothing of an earlier life, and what iret makes ring 3 of
    constexpr uint32_t flags = 1u << 1 | 1u << 9 | config::user_iopl << 12;
    frame.vector = frame.error = 0;
    frame.eax = frame.ecx = frame.edx = frame.ebx = 0;
    frame.ebp = frame.esi = frame.edi = frame.esp_unused = 0;
    frame.ss = SELECTOR_USER_DATA;
    frame.esp = esp;
    frame.eflags = flags;
    frame.cs = SELECTOR_USER_CODE;
    frame.eip = eip;
    // LAB 4 END
