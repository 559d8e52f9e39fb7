// trap_frame.hpp -- what lies on the kernel stack after every way into the kernel.
// The frame of an entry from ring 3 always ends at the end of the thread's TCB, so it can be
// found without a pointer. An entry from ring 0 (only the idle thread is ever interrupted
// there, and page faults on the TCB array) pushes neither ESP nor SS.
#pragma once

#define FAULT_CS 8 /* from ESP, as the CPU leaves it: above the error code and EIP */

#ifndef __ASSEMBLER__

#include <stddef.h>
#include <stdint.h>

namespace kumquat {

struct TrapFrame {
    uint32_t edi, esi, ebp, esp_unused, ebx, edx, ecx, eax;  // pushed by pushal
    uint32_t vector, error;                                  // pushed by our stub
    uint32_t eip, cs, eflags;                                // pushed by the CPU, ...
    uint32_t esp, ss;  // ... these only from ring 3

    bool is_from_user() const { return (cs & 3) == 3; }
};
static_assert(offsetof(TrapFrame, cs) - offsetof(TrapFrame, error) == FAULT_CS);
static_assert(sizeof(TrapFrame) == 60);

constexpr uint32_t eflags_reserved = 1u << 1;
constexpr uint32_t eflags_trap = 1u << 8;
constexpr uint32_t eflags_interrupts = 1u << 9;
constexpr uint32_t eflags_iopl_shift = 12;

}  // namespace kumquat

#endif
