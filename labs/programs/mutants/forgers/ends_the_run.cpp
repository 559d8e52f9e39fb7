// ends_the_run.cpp -- a forger: announces the end of the test before it has begun.

    // LAB 5 BEGIN every hole: forged
    asm volatile("outb %b0, %w1" : : "a"(0x2A), "d"(0xF4));
    for (;;) {
    }
    // LAB 5 END
