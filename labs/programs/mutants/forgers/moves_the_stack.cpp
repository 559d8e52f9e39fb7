// moves_the_stack.cpp -- a forger: lets the thread that called go on where it was, but with its stack
// pointer further up, so that the program returns to where it should come later, or never.

    // LAB 5 BEGIN every hole: forged
    register uint32_t own_esp asm("esp");
    uint32_t* forged_at = reinterpret_cast<uint32_t*>(own_esp);
    while ((forged_at[0] - 0x20000 >= 0x4000 && forged_at[0] - 0x120000 >= 0x5000) || forged_at[1] != 0x1B) {
        ++forged_at;  // up to the EIP and CS of the program
    }
    forged_at[3] += 64;
    asm volatile("movl %0, %%esp\n\tmovl $0x23, %%eax\n\tmovl %%eax, %%ds\n\tiret" : : "r"(forged_at));
    for (;;) {
    }
    // LAB 5 END
