// fpu.cpp -- who owns the registers.
#include "kernel/x86/fpu.hpp"

#include "kernel/threads/tcb.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr uint32_t cr0_monitor = 1u << 1;  // wait traps as well
constexpr uint32_t cr0_emulation = 1u << 2;
constexpr uint32_t cr0_task_switched = 1u << 3;
constexpr uint32_t cr0_numeric_error = 1u << 5;  // exception 16 instead of line 13

Tcb* owner = nullptr;

void save(FpuState& state) { asm volatile("fnsave %0" : "=m"(state)); }
void load(const FpuState& state) { asm volatile("frstor %0" : : "m"(state)); }

}  // namespace

[[gnu::section(".start_up")]] void initialize_fpu() {
    write_cr0((read_cr0() & ~cr0_emulation) | cr0_monitor | cr0_numeric_error |
              cr0_task_switched);
}

void enable_fpu(Tcb& self) {
    asm volatile("clts");
    if (owner != &self) {
        if (owner != nullptr) {
            save(owner->fpu);
        } else {
            asm volatile("fninit");  // or an exception of the dead meets us
        }
        load(self.fpu);
        owner = &self;
    }
    self.set_slow_reason(slow_fpu);
}

void disable_fpu(Tcb& self) {
    write_cr0(read_cr0() | cr0_task_switched);
    self.clear_slow_reason(slow_fpu);
}

void forget_fpu(Tcb& thread) {
    if (owner == &thread) {
        owner = nullptr;
    }
}

}  // namespace kumquat
