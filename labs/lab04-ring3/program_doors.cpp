// program_doors.cpp -- where threads of the tests begin, and what all scenes need.
#include "labs/lab04-ring3/program_tests.hpp"

extern "C" {
kumquat::lab04::Arrival arrival;
kumquat::lab04::Called spinner_registers;
volatile uint32_t spinner_rounds;
}

// Doors. Neither needs a stack: ESP may be anything. The rest is one instruction, again and again.
asm(".text\n"
    ".global arrival_begins, spinner_begins, spinner_waits\n"
    "arrival_begins:\n\t"
    "movl %esp, arrival + 36\n\t"
    "movl $arrival + 36, %esp\n\t"
    "pushfl\n\t"
    "pushal\n\t"
    "movl %cs, %eax\n\t"
    "movl %eax, arrival + 40\n\t"
    "movl %ss, %eax\n\t"
    "movl %eax, arrival + 44\n\t"
    "movl arrival + 36, %esp\n\t"
    "incl arrival + 48\n"
    "1:\n\t"
    "xorl %esi, %esi\n\t"
    "int $0x33\n\t"
    "jmp 1b\n"
    "spinner_begins:\n\t"
    "movl spinner_registers, %eax\n\t"
    "movl spinner_registers + 4, %ecx\n\t"
    "movl spinner_registers + 8, %edx\n\t"
    "movl spinner_registers + 12, %ebx\n\t"
    "movl spinner_registers + 16, %ebp\n\t"
    "movl spinner_registers + 24, %edi\n\t"
    "xorl %esi, %esi\n"
    "1:\n\t"
    "incl spinner_rounds\n\t"
    "int $0x33\n"
    "spinner_waits:\n\t"
    "jmp 1b\n");

namespace kumquat::user {

namespace {

constexpr uint32_t root_end = link_of_root + 0x20000;

bool is_mark(uint32_t address) {
    for (uint32_t i = 0; i < sizeof RootNotes::mark; ++i) {
        const uint32_t byte = word_in((address + i) & ~3u) >> (8 * (i % 4)) & 0xFF;
        if (byte != static_cast<unsigned char>(RootNotes::mark_text[i])) {
            return false;
        }
    }
    return true;
}

}  // namespace

RootNotes& root_notes() {
    uint32_t at = link_of_root;
    while (at < root_end && !is_mark(at)) {
        at += sizeof(uint32_t);
    }
    return *reinterpret_cast<RootNotes*>(uintptr_t{at});
}

void release_root() { root_notes().challenge = numbers.at(0) | 1; }

void rest() {
    for (;;) {
        thread_switch(ThreadId::nil());
    }
}

CallRegisters exchange(
    uint32_t lthread, uint32_t esp, uint32_t eip, ThreadId preempter, ThreadId pager) {
    CallRegisters registers{.eax = lthread,
                            .ecx = esp,
                            .edx = eip,
                            .ebx = preempter.low(),
                            .ebp = preempter.high(),
                            .esi = pager.low(),
                            .edi = pager.high()};
    raw_lthread_ex_regs(&registers);
    return registers;
}

CallRegisters ask_about(uint32_t lthread) {
    return exchange(lthread, unchanged, unchanged, ThreadId::invalid(),
                    ThreadId::invalid());
}

void start_helper(uint32_t number, Code code) {
    extern const uint8_t helper_begins[] asm("helper_begins");
    const uint32_t top = free_stacks + 0x1000 * number;
    word_in(top) = address_of(reinterpret_cast<const void*>(code));
    exchange(number, top, address_of(helper_begins), ThreadId::invalid(),
             ThreadId::nil());
}

void run_helper(uint32_t number, Code code) {
    start_helper(number, code);
    let_others_run();
}

}  // namespace kumquat::user
