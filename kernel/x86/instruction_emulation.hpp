// instruction_emulation.hpp -- privileged instructions that the kernel carries out for programs.
//   F4          hlt               EAX becomes the version of the kernel
//   0F 01 18    lidt (%eax)       the thread's exception handlers
//   0F 21 /r    mov %drN, %reg    the thread's debug registers
//   0F 23 /r    mov %reg, %drN
//   0F 30, 32   wrmsr, rdmsr      for the root task and its children
//   0F 34       sysenter          ipc; at ECX: EIP to go on at, any word, EBP, and ECX of int 0x30
//   F0 90       lock; nop         EAX becomes the address of the kernel info page
// Source: L4 Version 2 on i386, "Exceptions".
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Carry out the instruction that raised a general-protection fault or an invalid-opcode
/// exception in user mode, if it is one of the above.
/// \return  false if it is not, or must not be done; then nothing has changed
/// BLOCKS: code and operand may have to be paged in, and sysenter is an ipc.
[[nodiscard]] bool emulate_instruction(TrapFrame& frame);

}  // namespace kumquat
