// user_exceptions.hpp -- who serves an exception that a program has raised.
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Serve an exception from user mode, page faults and breakpoints apart: some the kernel serves
/// itself, some instructions it carries out, the rest goes to the thread's own handler. A
/// thread without one is stopped.
/// BLOCKS: may wait for a pager, or stop the thread.
void handle_user_exception(TrapFrame& frame);

}  // namespace kumquat
