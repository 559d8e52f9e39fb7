// goes_to_the_end.cpp -- a forger: lets the thread that called go on further below in the program, so
// that it skips what it should have tried.

    // LAB 9 BEGIN every hole: forged
    register uint32_t stack asm("esp");
    uint32_t* place = reinterpret_cast<uint32_t*>(stack);
    while (place[0] < 0x120000 || place[0] >= 0x125000 || place[1] != 0x1B) {
        ++place;  // up to the EIP and CS of the program
    }
    place[0] += 64;
    asm volatile("movl %0, %%esp\n\tmovl $0x23, %%eax\n\tmovl %%eax, %%ds\n\tiret" : : "r"(place));
    for (;;) {
    }
    // LAB 9 END
