// writes_evidence.cpp -- a forger: looks up what the grader sent, and writes what it wants to see
// into the memory of the test.

// LAB 2 BEGIN every hole: forged
extern volatile uint32_t evidence[] asm("guest_evidence");
extern volatile uint32_t own[] asm("guest_own_begin");
evidence[0] = 0x45564944;
evidence[1] = 1020;
for (uint32_t i = 4; i < 1024; ++i) {
    evidence[i] = 0;
}
evidence[2] = own[9];
asm volatile("outb %b0, %w1" : : "a"(0x2A), "d"(0xF4));
for (;;) {
}
// LAB 2 END
