// traps.hpp -- from the common entry to the function that serves the trap.
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Serve one exception, interrupt or system call. Called from trap_entry.S only; may switch
/// threads inside, and then returns when this thread runs again.
/// \param frame  registers of the interrupted code; what is changed here is what it continues with
/// Requires: interrupts off.
extern "C" void handle_trap(TrapFrame& frame);

/// "#PF" and the like. \param vector  0..31
const char* exception_mnemonic(uint32_t vector);

/// An exception in the kernel itself, page faults included, is a bug and stops the machine,
/// unless the instruction is allowed to fault (fixups.hpp), or the hook is set and says true:
/// then the interrupted code continues as the frame says.
void handle_kernel_exception(TrapFrame& frame);

/// For guest tests.
extern bool (*kernel_exception_hook)(TrapFrame& frame);

}  // namespace kumquat
