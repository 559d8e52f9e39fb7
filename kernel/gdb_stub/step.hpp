// step.hpp -- the machine goes on for one instruction of one thread.
// The processor's trap flag does it.
// Source: Intel SDM vol. 3B, "Single-Step Exception Condition".
#pragma once

#include "kernel/gdb_stub/target.hpp"

namespace kumquat::gdb {

/// Of the thread that was interrupted: its next instruction. Of another: its next in user mode.
void let_step(Thread thread);

/// The machine has stopped, be it for this or for something else. Requires: `stopped` is set.
void end_step();

/// Whether the machine runs for the sake of a step.
bool is_stepping();

/// Whether the clock is not needed until it is done: only the interrupted code runs, it does not wait,
/// and it speaks to no device: it might read or change the masks that quiet.hpp has exchanged.
/// Requires: `stopped` is set.
bool may_step_quietly();

}  // namespace kumquat::gdb
