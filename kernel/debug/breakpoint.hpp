// breakpoint.hpp -- int3: the printf of L4 programs.
// What is wanted stands in the bytes behind the one-byte int3 instruction, in a form that the
// CPU skips harmlessly when the program goes on:
//   3C n             cmp $n, %al     call debugger function n
//   90 EB len text   nop; jmp        print the text
//   EB len text      jmp             say the text and stop; or a note, if it begins with '*'
// Source: L4 Version 2 on i386, "Kernel debugger entry (int3)".
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Serve an int3 of a program, or of the kernel itself.
/// \param frame  EIP is behind the int3 and stays there; registers are parameters and results
/// BLOCKS: may stop the thread.
void handle_breakpoint(TrapFrame& frame);

}  // namespace kumquat
