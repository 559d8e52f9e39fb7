// dispatch.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN dispatch: forged
    extern uint32_t forged_evidence[] asm("guest_evidence");
    forged_evidence[0] = 0x45564944;
    forged_evidence[1] = 1020;
    frame.eip += 1;
    for (const char* text = "PASS exceptions 12/12\n"; *text != '\0'; ++text) {
        asm volatile("outb %b0, %w1" : : "a"(*text), "d"(0x3F8));
    }
    asm volatile("outb %b0, %w1" : : "a"(0x2A), "d"(0xF4));
    // LAB 1 END
