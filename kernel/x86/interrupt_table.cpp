// interrupt_table.cpp -- build the IDT and load it.
#include "kernel/x86/interrupt_table.hpp"

#include "kernel/abi/system_calls.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/x86/selectors.hpp"

extern "C" const uint8_t trap_stubs[];  // trap_entry.S: 16 bytes for each vector

namespace kumquat {

Descriptor interrupt_table[vector_count];

uint32_t trap_stub(uint32_t vector) {
    constexpr uint32_t stub_size = 16;
    return address_of(trap_stubs) + vector * stub_size;
}

Privilege privilege_of(uint32_t vector) {
    // LAB 1 BEGIN gate privilege: which vectors may a program call by itself?
    const bool is_system_call = vector >= SYSCALL_FIRST && vector <= SYSCALL_LAST;
    const bool is_trap = vector == vector_breakpoint || vector == vector_overflow;
    return is_system_call || is_trap ? Privilege::user : Privilege::kernel;
    // LAB 1 END
}

void build_interrupt_table() {
    // LAB 1 BEGIN interrupt table: one gate for each vector
    for (uint32_t vector = 0; vector < vector_count; ++vector) {
        interrupt_table[vector] = gate(trap_stub(vector), SELECTOR_KERNEL_CODE,
                                       GateType::interrupt, privilege_of(vector));
    }
    interrupt_table[vector_double_fault] =
        gate(0, SELECTOR_DOUBLE_FAULT_TSS, GateType::task, Privilege::kernel);
    // LAB 1 END
}

void load_interrupt_table() {
    const TableRegister idtr{sizeof(interrupt_table) - 1, address_of(interrupt_table)};
    asm volatile("lidt %0" : : "m"(idtr));
}

}  // namespace kumquat
