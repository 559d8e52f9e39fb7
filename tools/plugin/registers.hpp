// registers.hpp -- the processor's registers at the begin of a block.
// Interface version 1 has no function for them. But code that QEMU has translated keeps the address of the
// processor's state in one register of the host, and at the begin of a block all of the guest's registers
// are there, before everything else.
// Source: QEMU 7.2, target/i386/cpu.h, CPUArchState; tcg-target.h of the host, TCG_AREG0.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace kumquat::plugin {

struct Registers {
    static constexpr uint32_t trap_flag = 1u << 8;
    static constexpr int counter = 1, data = 2, stack_pointer = 4;

    uint32_t general[8];  // EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI
    uint32_t eip;
    uint32_t eflags;  // without those of arithmetic, which QEMU keeps elsewhere

    uint32_t ecx() const { return general[counter]; }
    uint32_t edx() const { return general[data]; }
    bool is_stepped() const { return (eflags & trap_flag) != 0; }
    uint32_t esp() const { return general[stack_pointer]; }
    /// Whether all are equal but ESP, which is another one when an interrupt has changed stacks.
    bool equals(const Registers& other) const {
        for (int i = 0; i < static_cast<int>(std::size(general)); ++i) {
            if (i != stack_pointer && general[i] != other.general[i]) {
                return false;
            }
        }
        return true;
    }
};

}  // namespace kumquat::plugin

/// Define `extern "C" void name(unsigned, void*)` for QEMU to call, which calls
/// `name_with(unsigned, void*, const Registers*)`. Only at the begin of a block.
#if defined(__x86_64__)
#define PASS_REGISTERS "movq %rbp, %rdx\n\tjmp "
#elif defined(__aarch64__)
#define PASS_REGISTERS "mov x2, x19\n\tb "
#else
#error "In which register of this host has QEMU the address of the processor's state?"
#endif
#define WITH_REGISTERS(name)                                                           \
    asm(".text\n.type " #name ", %function\n" #name ":\n\t" PASS_REGISTERS #name       \
        "_with\n")
