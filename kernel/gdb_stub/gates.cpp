// gates.cpp -- descriptors, written here and not by gate(), which a student may still have to write.
#include "kernel/gdb_stub/gates.hpp"

#include "kernel/gdb_stub/port.hpp"
#include "kernel/memory/address.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/selectors.hpp"

extern "C" void gdb_entry_debug();  // entry.S
extern "C" void gdb_entry_breakpoint();
extern "C" void gdb_entry_port();
extern "C" void gdb_entry_wake();

namespace kumquat::gdb {

namespace {

/// The boot loader's descriptors are out of sight since paging is on: a gate needs one of our own.
constexpr Descriptor flat_code{0x0000FFFF, 0x00CF9A00};
Descriptor early_segments[SELECTOR_KERNEL_CODE / sizeof(Descriptor) + 1];
Descriptor early_gates[vector_breakpoint + 1];
Descriptor* port_gate = nullptr;  // of the kernel's table

/// A present interrupt gate. \param privilege  who may call it
Descriptor gate_to(void (*entry)(), uint32_t privilege) {
    constexpr uint32_t present_interrupt_gate = 0x8E00;
    const uint32_t address = address_of(entry);
    Descriptor gate;
    gate.low = SELECTOR_KERNEL_CODE << 16 | (address & 0xFFFF);
    gate.high = (address & 0xFFFF0000) | present_interrupt_gate | privilege << 13;
    return gate;
}

void write_exceptions(Descriptor* table) {
    table[vector_debug] = gate_to(gdb_entry_debug, 0);
    table[vector_breakpoint] = gate_to(gdb_entry_breakpoint, 3);
}

}  // namespace

[[gnu::section(".start_up")]] void load_early_gates() {
    early_segments[SELECTOR_KERNEL_CODE / sizeof(Descriptor)] = flat_code;
    write_exceptions(early_gates);
    const TableRegister gdtr{sizeof(early_segments) - 1, address_of(early_segments)};
    const TableRegister idtr{sizeof(early_gates) - 1, address_of(early_gates)};
    asm volatile("lgdt %0\n\t"
                 "ljmp %2, $1f\n"
                 "1:\n\t"
                 "lidt %1"
                 :
                 : "m"(gdtr), "m"(idtr), "i"(SELECTOR_KERNEL_CODE)
                 : "memory");
}

[[gnu::section(".start_up")]] void take_gates() {
    TableRegister idtr;
    asm volatile("sidt %0" : "=m"(idtr));
    auto* const table = reinterpret_cast<Descriptor*>(idtr.base);
    write_exceptions(table);
    port_gate = &table[first_interrupt_vector + port_line];
    let_port(PortGate::stop);
}

bool has_gates() { return port_gate != nullptr; }

void let_port(PortGate what) {
    *port_gate = gate_to(what == PortGate::stop ? gdb_entry_port : gdb_entry_wake, 0);
}

}  // namespace kumquat::gdb
