// provoke.cpp -- a table of handlers, and helper threads.
#include "tests/kernel/guests/provoke.hpp"

extern "C" char handler_0[];

namespace kumquat::user {

namespace {

constexpr uint32_t stack_words = 256, handler_size = 16;
uint32_t stacks[helper_count + 1][stack_words];
uint32_t table[64];

}  // namespace

uint32_t address_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

uint32_t address_of(void (*code)()) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(code));
}

void set_gate(uint32_t vector, uint32_t handler) {
    table[2 * vector] = (handler & 0xFFFF) | 0xABCD0000;  // selector: not looked at
    table[2 * vector + 1] = (handler & 0xFFFF0000) | 0x1234;
}

void install_table(const void* at) {
    const struct [[gnu::packed]] {
        uint16_t limit;
        uint32_t address;
    } operand{0, address_of(at)};
    asm volatile("lidt (%%eax)" : : "a"(&operand), "m"(operand) : "memory");
}

void install_table() { install_table(table); }

uint32_t noting_handler(uint32_t vector) {
    return address_of(handler_0) + vector * handler_size;
}

void fill_table() {
    for (uint32_t i = 0; i < 32; ++i) {
        set_gate(i, i == 3 ? 0 : noting_handler(i));
    }
}

void start_with(uint32_t number, void (*code)(), ThreadId pager) {
    start_thread(number, address_of(code), address_of(stacks[number] + stack_words),
                 pager);
}

void start(uint32_t number, void (*code)()) { start_with(number, code, sigma0_id); }

void let_others_run() {
    for (uint32_t i = 0; i < 2 * helper_count; ++i) {
        thread_switch(ThreadId::nil());
    }
}

uint32_t state_of(uint32_t lthread) {
    const ThreadId thread = root_id.with_lthread(lthread);
    uint32_t eax = 0xFFFFFFFF, ecx = 0, edx = 0, ebx = 0xFFFFFFFF;
    uint32_t esi = thread.low(), edi = thread.high();
    asm volatile("pushl %%ebp; movl $-1, %%ebp; int $0x34; popl %%ebp"
                 : "+a"(eax), "+c"(ecx), "+d"(edx), "+b"(ebx), "+S"(esi), "+D"(edi)
                 :
                 : "memory");
    return eax >> 16 & 0xF;
}

}  // namespace kumquat::user
