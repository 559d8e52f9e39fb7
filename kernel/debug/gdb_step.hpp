// gdb_step.hpp -- the machine goes on for one instruction of one thread.
// The processor's trap flag does it. Meanwhile it hears no interrupt but that of GDB's port: while
// somebody thinks, the clock has always ticked, and each step would begin with a tick.
// Source: Intel SDM vol. 3B, "Single-Step Exception Condition".
#pragma once

#include "kernel/debug/gdb_target.hpp"

namespace kumquat::gdb {

/// Of the thread that was interrupted: its next instruction. Of another: its next in user mode.
void let_step(Thread thread);

/// The machine has stopped, be it for this or for something else. Requires: `stopped` is set.
void end_step();

/// Whether the machine runs for the sake of a step.
bool is_stepping();

}  // namespace kumquat::gdb
