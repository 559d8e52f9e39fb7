// debug_registers.cpp -- what a thread may put into them.
#include "kernel/x86/debug_registers.hpp"

#include "kernel/threads/tcb.hpp"
#include "kernel/x86/user_access.hpp"

namespace kumquat {

namespace {

constexpr uint32_t status_always_set = 0xFFFF0FF0, control_always_set = 0x400;
constexpr uint32_t local_enables = 0x55;
constexpr uint32_t control_allowed = 0xFFFF0000 | 0x100 | local_enables;
constexpr uint32_t number_of_status = 6, number_of_control = 7, breakpoints = 4;

/// Its breakpoints without those in kernel memory.
uint32_t breakpoints_in_user_space(const DebugRegisters& registers) {
    uint32_t control = registers.control;
    for (uint32_t i = 0; i < breakpoints; ++i) {
        if (!is_user_range(registers.address[i], 1)) {
            control &= ~(1u << (2 * i));
        }
    }
    return control;
}

void write_control(uint32_t value) { asm volatile("movl %0, %%dr7" : : "r"(value)); }

}  // namespace

bool read_debug_register(const Tcb& self, uint32_t number, uint32_t& value) {
    if (number < breakpoints) {
        value = self.debug.address[number];
    } else if (number == number_of_status) {
        value = self.debug.status | status_always_set;
    } else if (number == number_of_control) {
        value = self.debug.control | control_always_set;
    } else {
        return false;
    }
    return true;
}

bool write_debug_register(Tcb& self, uint32_t number, uint32_t value) {
    if (number < breakpoints) {
        self.debug.address[number] = value;
    } else if (number == number_of_status) {
        self.debug.status = value & ~status_always_set;
    } else if (number == number_of_control) {
        self.debug.control = value & control_allowed;
    } else {
        return false;
    }
    if ((self.debug.control & local_enables) != 0) {
        self.set_slow_reason(slow_debug_registers);
    } else {
        self.clear_slow_reason(slow_debug_registers);
    }
    load_debug_registers(self);
    return true;
}

void load_debug_registers(const Tcb& next) {
    const DebugRegisters& registers = next.debug;
    asm volatile("movl %0, %%dr0" : : "r"(registers.address[0]));
    asm volatile("movl %0, %%dr1" : : "r"(registers.address[1]));
    asm volatile("movl %0, %%dr2" : : "r"(registers.address[2]));
    asm volatile("movl %0, %%dr3" : : "r"(registers.address[3]));
    write_control(breakpoints_in_user_space(registers));
}

void unload_debug_registers() { write_control(0); }

void note_debug_status(Tcb& self) {
    uint32_t status;
    asm volatile("movl %%dr6, %0" : "=r"(status));
    asm volatile("movl %0, %%dr6" : : "r"(0));
    self.debug.status |= status & ~status_always_set;
}

}  // namespace kumquat
