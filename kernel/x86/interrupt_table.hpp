// interrupt_table.hpp -- the IDT: which vectors exist, and who may call them.
// Source: Intel SDM vol. 3A, "Interrupt Descriptor Table (IDT)".
#pragma once

#include "kernel/x86/descriptor.hpp"

#include <stdint.h>

namespace kumquat {

/// Vectors. Exceptions are the CPU's; interrupts and system calls are our choice.
constexpr uint32_t vector_debug = 1, vector_nmi = 2, vector_breakpoint = 3,
                   vector_overflow = 4, vector_invalid_opcode = 6, vector_no_fpu = 7,
                   vector_double_fault = 8, vector_invalid_tss = 10,
                   vector_segment_not_present = 11, vector_stack_fault = 12,
                   vector_general_protection = 13, vector_page_fault = 14,
                   vector_alignment = 17, vector_machine_check = 18;
constexpr uint32_t exception_vectors = 32;         // 0..31
constexpr uint32_t first_interrupt_vector = 0x20;  // 16 lines of the two controllers
constexpr uint32_t vector_count = 0x37;            // the last is the last system call

/// The table that the CPU reads once load_interrupt_table() has run.
extern Descriptor interrupt_table[vector_count];

/// Who may call `vector` by `int n`. Ring 3 may: int3, into, and the system calls.
Privilege privilege_of(uint32_t vector);

/// Fill interrupt_table: an interrupt gate for each vector, whose entry is trap_stub(vector),
/// in the kernel's code segment, with privilege_of(vector) -- but for the double fault, which
/// is a task gate to SELECTOR_DOUBLE_FAULT_TSS (its kernel stack may be the very problem).
void build_interrupt_table();

/// Tell the CPU where the table lies. Requires: build_interrupt_table() has run.
void load_interrupt_table();

/// Address of the first instruction for `vector`; see trap_entry.S.
uint32_t trap_stub(uint32_t vector);

}  // namespace kumquat
