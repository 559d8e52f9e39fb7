// gdb_stop.hpp -- the moment at which the machine stands: whose code was interrupted, and where.
#pragma once

#include "kernel/debug/gdb_target.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat::gdb {

/// Registers of the interrupted code; null: the machine runs.
extern TrapFrame* stopped;

/// The address space of a thread.
PhysAddr directory_of(Thread thread);

/// Its TCB, which the current space need not show; null: there is no memory behind it.
Tcb* tcb_in_window(Thread thread);

}  // namespace kumquat::gdb
