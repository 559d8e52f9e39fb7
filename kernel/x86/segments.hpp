// segments.hpp -- the GDT and the task-state segments.
// L4 switches threads in software; the TSS is only where the CPU finds the kernel stack when
// an interrupt comes in ring 3. A second TSS with a stack of its own catches double faults,
// which is what a kernel stack overflow ends in.
// Source: Intel SDM vol. 3A, "Task-State Segment (TSS)".
#pragma once

#include "kernel/x86/selectors.hpp"

#include <stddef.h>
#include <stdint.h>

namespace kumquat {

struct TaskStateSegment {
    uint32_t previous_task = 0;
    uint32_t esp0 = 0, ss0 = 0;
    uint32_t esp1 = 0, ss1 = 0, esp2 = 0, ss2 = 0;
    uint32_t cr3 = 0, eip = 0, eflags = 0;
    uint32_t eax = 0, ecx = 0, edx = 0, ebx = 0, esp = 0, ebp = 0, esi = 0, edi = 0;
    uint32_t es = 0, cs = 0, ss = 0, ds = 0, fs = 0, gs = 0, ldt = 0;
    uint16_t debug_trap = 0;
    uint16_t io_bitmap_offset = sizeof(uint32_t) * 26;  // beyond the limit: no bitmap
};
static_assert(sizeof(TaskStateSegment) == 104);
static_assert(offsetof(TaskStateSegment, esp0) == 4);

/// Of all threads. Before a double fault, the CPU saves the registers here.
extern "C" TaskStateSegment kernel_tss;

/// Build the GDT and load it, the segment registers and the task register.
/// Effects: CS and SS become the kernel's; DS and ES the user's, which the kernel keeps.
void initialize_segments();

/// Where the CPU puts the stack when it enters the kernel from ring 3.
/// \param stack_top  end of the current thread's TCB
inline void set_kernel_stack(uint32_t stack_top) { kernel_tss.esp0 = stack_top; }

}  // namespace kumquat
