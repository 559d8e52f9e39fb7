// ends_the_run.cpp -- a forger: says that the test is over.

// LAB 2 BEGIN every hole: forged
asm volatile("outb %b0, %w1" : : "a"(0x2A), "d"(0xF4));
for (;;) {
}
// LAB 2 END
