// exception_reflection.hpp -- a thread handles its exceptions itself.
// It installs a table of handlers with `lidt (%eax)`, which it may not execute, and which the
// kernel therefore carries out for it. On an exception the kernel does what the processor would
// do on a machine without rings: it pushes a frame on the thread's stack and continues at the
// handler. The handler ends with iret.
//
//   the table: 32 gates of 8 bytes,          the user's stack in the handler
//   of which only the offset counts            EFLAGS
//     31          16 15           0            CS
//     offset 31:16  |               +4         EIP
//                   | offset 15:0   +0         error code, for some  <- ESP
//
// Source: L4 Version 2 on i386, "Exceptions".
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Let the running thread's handler for an exception run.
/// \param frame   of the thread; changed to the begin of the handler
/// \param vector  0..31
/// \param error   pushed if this exception has an error code
/// \return        false if there is no handler; then nothing has changed. If there is one that
///                cannot be started (no stack, no table), the thread has been stopped.
/// BLOCKS: the table and the stack may have to be paged in; the thread may be stopped.
[[nodiscard]] bool reflect_exception(TrapFrame& frame, uint32_t vector, uint32_t error);

/// As above, but stop the thread if there is no handler.
void reflect_or_stop(TrapFrame& frame, uint32_t vector, uint32_t error);

}  // namespace kumquat
