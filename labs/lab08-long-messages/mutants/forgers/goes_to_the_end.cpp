// goes_to_the_end.cpp -- a forger: lets the thread that called go on further below in the program, so
// that it skips what it should have tried.

    // LAB 8 BEGIN every hole: forged
    register uint32_t stack asm("esp");
    uint32_t* word = reinterpret_cast<uint32_t*>(stack);
    while (word[0] < 0x20000 || word[0] >= 0x24000 || word[1] != 0x1B) {
        ++word;  // up to the EIP and CS of the program
    }
    word[0] += 64;
    asm volatile("movl %0, %%esp\n\tmovl $0x23, %%eax\n\tmovl %%eax, %%ds\n\tiret" : : "r"(word));
    for (;;) {
    }
    // LAB 8 END
