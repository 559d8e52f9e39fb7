// trap_frame.hpp -- what lies on the kernel stack after every way into the kernel.
// The frame of an entry from ring 3 always ends at the end of the thread's TCB, so it can be
// found without a pointer. An entry from ring 0 (a page fault on the TCB array, or an interrupt
// at a place where the kernel lets one in) pushes neither ESP nor SS.
//
//   higher addresses
//     SS, ESP            from ring 3 only    CPU
//     EFLAGS, CS, EIP                        CPU
//     EAX ... EDI                            pushal
//     error code         0 if there is none  our stub
//     vector                                 our stub      <- TrapFrame
//
// The registers lie directly below what the CPU pushes, so that they are at the same place of
// the TCB for every entry: the fast path leaves the last two words away.
#pragma once

// Where the CPU finds the end of the stack: segments.hpp.
#define TSS_ESP0 kernel_tss + 4

// Bytes from the end of the TCB down to where ESP points, and where registers are saved.
#define TRAP_FRAME_SIZE    60
#define FRAME_FROM_END     20 /* as the CPU leaves it */
#define REGISTERS_FROM_END 52 /* after pushal */
#define EBP_FROM_END       44
#define ECX_FROM_END       28
#define EDX_FROM_END       32
#define EBX_FROM_END       36

#ifndef __ASSEMBLER__

#include <stddef.h>
#include <stdint.h>

namespace kumquat {

/// Why the kernel was entered.
struct TrapCause {
    uint32_t vector, error;
};

/// The general registers, as pushal leaves them.
struct Registers {
    uint32_t edi, esi, ebp, esp_unused, ebx, edx, ecx, eax;
};

/// Where the interrupted code continues.
struct Continuation {
    uint32_t eip, cs, eflags;
    uint32_t esp, ss;  // only from ring 3

    bool is_from_user() const { return (cs & 3) == 3; }
};

struct TrapFrame : TrapCause, Registers, Continuation {};
static_assert(sizeof(TrapFrame) == TRAP_FRAME_SIZE,
              "the three parts follow each other");
static_assert(sizeof(Continuation) == FRAME_FROM_END);
static_assert(sizeof(Continuation) + sizeof(Registers) == REGISTERS_FROM_END);
static_assert(REGISTERS_FROM_END - offsetof(Registers, ebp) == EBP_FROM_END);
static_assert(REGISTERS_FROM_END - offsetof(Registers, ecx) == ECX_FROM_END);
static_assert(REGISTERS_FROM_END - offsetof(Registers, edx) == EDX_FROM_END);
static_assert(REGISTERS_FROM_END - offsetof(Registers, ebx) == EBX_FROM_END);

constexpr uint32_t eflags_reserved = 1u << 1;
constexpr uint32_t eflags_trap = 1u << 8;
constexpr uint32_t eflags_interrupts = 1u << 9;
constexpr uint32_t eflags_iopl_shift = 12;
constexpr uint32_t eflags_resume = 1u << 16;  // no breakpoint at the next instruction

}  // namespace kumquat

#endif
