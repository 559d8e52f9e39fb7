// program_start.cpp -- lab 4, stage 1: what the first two programs find.
#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/abi/multiboot.hpp"
#include "labs/lab04-ring3/program_tests.hpp"

extern "C" {
extern const uint32_t start_registers[8], start_esp;  // user/lib/start.S
extern const uint8_t _start[];
}

namespace kumquat::user {

namespace {

uint64_t time_stamp() {
    uint32_t low, high;
    asm volatile("rdtsc" : "=a"(low), "=d"(high));
    return low | uint64_t{high} << 32;
}

/// Where programs may look without a fault that nobody serves.
bool is_readable(uint32_t address) { return address != 0 && address < 0x02000000; }

}  // namespace

void first_program(Numbers&) {
    uint32_t eflags, cs, ss;
    asm volatile("pushfl\n\tpopl %0\n\t"
                 "movl %%cs, %1\n\t"
                 "movl %%ss, %2"
                 : "=r"(eflags), "=r"(cs), "=r"(ss));
    note(eflags);
    note(cs);
    note(ss);
    for (uint32_t i = 0; i < 8; ++i) {
        note(start_registers[i]);
    }
    note(start_esp);
    note(is_readable(start_esp) ? word_in(start_esp) : 0);
    const uint32_t info = start_registers[7];  // EAX
    const bool is_info = is_readable(info);
    note(is_info ? word_in(info) : 0);
    note(is_info ? word_in(info + offsetof(KernelInfoPage, sigma0)) : 0);
}

void second_program(Numbers&) {
    RootNotes& root = root_notes();
    constexpr uint64_t most_ns = 25'000'000;  // two timeslices and a half
    // Root must be released, too: without the call it only notes that it has begun.
    const uint64_t begin = time_stamp();
    while (root.has_begun == 0 && time_stamp() - begin < most_ns) {
    }
    note(root.has_begun);
    note(root.eflags);
    note(root.cs);
    note(root.ss);
    for (const uint32_t word : root.registers) {
        note(word);
    }
    note(root.esp);
    const uint32_t info = root.registers[4];  // EBX
    const bool is_info = is_readable(info);
    note(is_info ? word_in(info + offsetof(MultibootInfo, flags)) : 0);
    note(is_info ? word_in(info + offsetof(MultibootInfo, module_count)) : 0);
}

}  // namespace kumquat::user
