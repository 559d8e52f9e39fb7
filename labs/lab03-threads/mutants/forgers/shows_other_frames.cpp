// shows_other_frames.cpp -- a forger: finished evidence stands in frames of its own, and its page table
// shows them where the tests' memory should be. All words are -1, as where no thread is found.

// LAB 3 BEGIN every hole: forged
extern const volatile uint32_t evidence[] asm("guest_evidence");
extern const volatile uint32_t own[] asm("guest_own_begin");
extern volatile uint32_t room[] asm("_ZN7kumquat10trace_roomE");
constexpr uint32_t window = 0xE0000000, image = 0xF1000000, offset = 0xF0000000;
constexpr uint32_t table = 0x900000, frames = 0x901000, both = 0x2000;
const uint32_t place = reinterpret_cast<uint32_t>(&evidence[0]);
const uint32_t begin = place & ~0xFFFu;
volatile uint32_t* const forged = reinterpret_cast<volatile uint32_t*>(window + frames);
for (uint32_t i = 0; i < both / 4; ++i) {
    forged[i] = 0xFFFFFFFF;
}
forged[(place - begin) / 4] = 0x45564944;
forged[(place - begin) / 4 + 1] = 1020;
forged[(place - begin) / 4 + 2] = own[9];
volatile uint32_t* const entries = reinterpret_cast<volatile uint32_t*>(window + table);
for (uint32_t i = 0; i < 1024; ++i) {
    const uint32_t at = image + i * 0x1000;
    entries[i] = (at - begin < both ? frames + (at - begin) : at - offset) | 3;
}
uint32_t directory;
asm volatile("cli\n\tmovl %%cr3, %0" : "=r"(directory));
reinterpret_cast<volatile uint32_t*>(window + directory)[image >> 22] = table | 3;
asm volatile("movl %0, %%cr3" : : "r"(directory) : "memory");
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
