// registers.hpp -- the processor's state as the emulator shows it.
// Source: QEMU monitor, "info registers".
#pragma once

#include <cstdint>
#include <string_view>

namespace kumquat::machine {

/// A segment register with its hidden part.
struct Segment {
    uint32_t selector = 0;
    uint32_t base = 0;
    uint32_t limit = 0;  // bytes, as the granularity bit says
    uint32_t flags = 0;  // second word of the descriptor, bits 23:8
    /// Descriptor privilege level.
    uint32_t dpl() const { return (flags >> 13) & 3; }
};

struct TableRegister {
    uint32_t base = 0;
    uint32_t limit = 0;
};

struct Registers {
    uint32_t eax = 0, ebx = 0, ecx = 0, edx = 0, esi = 0, edi = 0, ebp = 0, esp = 0;
    uint32_t eip = 0, eflags = 0;
    uint32_t cpl = 0;
    bool is_halted = false;
    Segment es, cs, ss, ds, fs, gs, ldt, tr;
    TableRegister gdt, idt;
    uint32_t cr0 = 0, cr2 = 0, cr3 = 0, cr4 = 0;

    bool interrupts_on() const { return (eflags & 0x200) != 0; }
    bool paging_on() const { return (cr0 & 0x80000000) != 0; }
};

/// Read the text of the monitor command "info registers". What it does not hold stays 0.
Registers parse_registers(std::string_view text);

}  // namespace kumquat::machine
