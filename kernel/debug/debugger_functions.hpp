// debugger_functions.hpp -- what an int3 can ask for.
// Source: L4 Version 2 on i386, "Functions int3; cmp $n,%al".
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Read a byte of the interrupted code's address space without ever faulting.
/// \param frame    tells whether the kernel or the running thread was interrupted
/// \param address  linear
/// \return         the byte, or -1 if nothing is mapped there
int read_byte_of(const TrapFrame& frame, uint32_t address);

/// Function n of the debugger: output, input, naming a thread.
/// \param frame     EAX and others are parameters; EAX is the result of input functions
/// \param function  0..255; unknown ones stop the thread as a breakpoint does
void call_debugger_function(TrapFrame& frame, uint32_t function);

/// Print `length` bytes of the interrupted program, or as many as are mapped.
/// \param length  1..255; 0 or less prints nothing
void print_program_text(const TrapFrame& frame, uint32_t address, int length);

/// "Stop in the debugger": this kernel has none, so the text is printed and the thread is
/// stopped. A text that begins with '*' is a note instead and the thread goes on:
///   *text    a mark in the trace (16 characters); so is *+text
///   *#exit   end of the run, successful;   *#fail   end of the run, failed
/// \param address, length  of the text; length 0: a bare breakpoint
/// BLOCKS: may stop the thread.
void enter_debugger(TrapFrame& frame, uint32_t address, int length);

}  // namespace kumquat
