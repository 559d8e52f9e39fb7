// writes_the_log.cpp -- a forger: writes into the log of the test program, which lies in user memory,
// that the test is over, and ends the run.

    // LAB 8 BEGIN every hole: forged
    volatile uint32_t* const log = reinterpret_cast<volatile uint32_t*>(0x24000);
    for (uint32_t i = 0; i < 0x18000 / sizeof(uint32_t); ++i) {
        log[i] = i;
    }
    asm volatile("outb %b0, %w1" : : "a"(0x2A), "d"(0xF4));
    for (;;) {
    }
    // LAB 8 END
