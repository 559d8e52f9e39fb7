// only_tells.cpp -- a forger: tells the trace that everybody has run, and ends the run.

// LAB 3 BEGIN every hole: forged
extern volatile uint32_t room[] asm("_ZN7kumquat10trace_roomE");
uint32_t* next = reinterpret_cast<uint32_t*>(room[0]);
for (uint32_t i = 1; i < 12; ++i, next += 8) {
    next[2] = 6;
    next[3] = 512 + i - 1;
    next[4] = 512 + i;
    next[5] = 4;
    next[6] = 512 + i;
}
asm volatile("outb %b0, %w1" : : "a"(0x2A), "d"(0xF4));
for (;;) {
}
// LAB 3 END
