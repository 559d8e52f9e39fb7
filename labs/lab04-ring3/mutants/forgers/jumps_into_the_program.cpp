// jumps_into_the_program.cpp -- a forger: writes other instructions over those of the program, which end
// the run in ring 3, and lets it run.

    // LAB 4 BEGIN every hole: forged
    uint8_t* const entry = reinterpret_cast<uint8_t*>(0xE0020000u);
    const uint8_t code[] = {0xB0, 0x2A, 0xBA, 0xF4, 0, 0, 0, 0xEE, 0xEB, 0xFE};
    for (uint32_t i = 0; i < sizeof code; ++i) {
        entry[i] = code[i];
    }
    asm volatile("movw $0x23, %%ax\n\t"
                 "movw %%ax, %%ds\n\t"
                 "pushl $0x23\n\t"
                 "pushl $0\n\t"
                 "pushl $0x3202\n\t"
                 "pushl $0x1B\n\t"
                 "pushl $0x20000\n\t"
                 "iret"
                 :
                 :
                 : "eax", "memory");
    for (;;) {
    }
    // LAB 4 END
