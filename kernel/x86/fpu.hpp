// fpu.hpp -- the floating-point unit: one set of registers, one state for each thread.
// Most threads never compute with it, so nothing is saved at a switch. CR0.TS makes the first
// floating-point instruction after a switch trap; only then, and only if another thread's
// registers are in it, is one state saved and the other loaded.
// Invariant: the registers belong to the owner; TS is clear only while the owner runs.
// Source: Intel SDM vol. 3A, "Using the TS Flag to Control the Saving of the x87 FPU State".
#pragma once

#include <stdint.h>

namespace kumquat {

struct Tcb;

/// What fnsave writes. A new thread has the state of fninit, and nobody else's numbers.
struct FpuState {
    uint32_t control = 0x37F;  // all exceptions masked, round to nearest, 64 bits
    uint32_t status = 0;
    uint32_t tags = 0xFFFF;  // all registers empty
    uint32_t rest[24] = {};
};
static_assert(sizeof(FpuState) == 108);

/// Errors as exception 16, and the first use trapped.
void initialize_fpu();

/// The running thread wants to use the FPU: give it its registers.
void enable_fpu(Tcb& self);

/// The running thread leaves the processor; its registers stay until somebody needs the place.
/// Requires: slow_fpu is among its slow reasons.
void disable_fpu(Tcb& self);

/// The thread vanishes, and with it what it computed.
void forget_fpu(Tcb& thread);

}  // namespace kumquat
