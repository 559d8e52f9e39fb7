// debug_registers.hpp -- breakpoints of the processor, for each thread its own.
// Only the registers of threads with a breakpoint are ever loaded. A thread sets local
// breakpoints in user space; all else that it writes to DR7 is dropped.
//
//   DR7  31      16 15 14 13 12    8  7  6  5  4  3  2  1  0
//       |R/W, LEN  | 0  0 |GD| .  LE |G3|L3|G2|L2|G1|L1|G0|L0|
//
// Source: Intel SDM vol. 3B, "Debug Registers".
#pragma once

#include <stdint.h>

namespace kumquat {

struct Tcb;

struct DebugRegisters {
    uint32_t value[8] = {};  // DR0 to DR7; DR4 and DR5 are none
};

/// \param number  0..7; there are 0 to 3, 6 and 7
/// \return        false if there is no such register
[[nodiscard]] bool
read_debug_register(const Tcb& self, uint32_t number, uint32_t& value);

/// Effects: also loads it, since the thread runs.
[[nodiscard]] bool write_debug_register(Tcb& self, uint32_t number, uint32_t value);

/// The thread gets the processor: its breakpoints hold from now on.
void load_debug_registers(const Tcb& next);

/// No breakpoint holds.
void unload_debug_registers();

/// A debug exception has come: the processor's status is for the thread to read.
void note_debug_status(Tcb& self);

}  // namespace kumquat
