// debug_registers.cpp -- what a thread may put into them.
#include "kernel/x86/debug_registers.hpp"

#include "kernel/threads/tcb.hpp"
#include "kernel/x86/user_access.hpp"

namespace kumquat {

namespace {

constexpr uint32_t address_registers = 4, status = 6, control = 7;
constexpr uint32_t local_enables = 0x55;  // of control, one for each address

/// Bits that are 1 in what a thread reads, and bits that it can write (none: there is no such
/// register); by number.
constexpr uint32_t always_set[8] = {0, 0, 0, 0, 0, 0, 0xFFFF0FF0, 0x400};
constexpr uint32_t writable[8] = {
    ~0u, ~0u, ~0u, ~0u, 0, 0, ~always_set[status], 0xFFFF0000 | 0x100 | local_enables};

/// Its breakpoints without those in kernel memory.
uint32_t breakpoints_in_user_space(const DebugRegisters& registers) {
    uint32_t enabled = registers.value[control];
    for (uint32_t i = 0; i < address_registers; ++i) {
        if (!is_user_range(registers.value[i], 1)) {
            enabled &= ~(1u << (2 * i));
        }
    }
    return enabled;
}

void write_control(uint32_t value) { asm volatile("movl %0, %%dr7" : : "r"(value)); }

}  // namespace

bool read_debug_register(const Tcb& self, uint32_t number, uint32_t& value) {
    if (writable[number] == 0) {
        return false;
    }
    value = self.debug.value[number] | always_set[number];
    return true;
}

bool write_debug_register(Tcb& self, uint32_t number, uint32_t value) {
    self.debug.value[number] = value & writable[number];
    if ((self.debug.value[control] & local_enables) != 0) {
        self.set_slow_reason(slow_debug_registers);
    } else {
        self.clear_slow_reason(slow_debug_registers);
    }
    load_debug_registers(self);
    return writable[number] != 0;
}

void load_debug_registers(const Tcb& next) {
    unload_debug_registers();  // or an address in the kernel would count for a moment
    const DebugRegisters& registers = next.debug;
    asm volatile("movl %0, %%dr0" : : "r"(registers.value[0]));
    asm volatile("movl %0, %%dr1" : : "r"(registers.value[1]));
    asm volatile("movl %0, %%dr2" : : "r"(registers.value[2]));
    asm volatile("movl %0, %%dr3" : : "r"(registers.value[3]));
    write_control(breakpoints_in_user_space(registers));
}

void unload_debug_registers() { write_control(0); }

void note_debug_status(Tcb& self) {
    uint32_t value;
    asm volatile("movl %%dr6, %0" : "=r"(value));
    asm volatile("movl %0, %%dr6" : : "r"(0));
    self.debug.value[status] |= value & writable[status];
}

}  // namespace kumquat
