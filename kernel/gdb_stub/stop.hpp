// stop.hpp -- the moment at which the machine stands: whose code was interrupted, and where.
#pragma once

#include "kernel/gdb_stub/target.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat::gdb {

/// Registers of the interrupted code; null: the machine runs.
extern TrapFrame* stopped;

/// The address space of a thread.
PhysAddr directory_of(Thread thread);

/// Its TCB, which the current space need not show; null: there is no memory behind it.
Tcb* tcb_in_window(Thread thread);

/// A debug exception, a breakpoint, the port's interrupt, or an exception of the kernel itself.
/// Called from entry.S, on the stub's own stack.
/// \param frame  registers of the interrupted code
/// \return       false: it was not for GDB
extern "C" bool gdb_trap(TrapFrame& frame);

}  // namespace kumquat::gdb
