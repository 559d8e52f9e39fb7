// words_in_memory.hpp -- IPC_REGISTERS=off: the two words of a short message do not stay in the
// registers; they go through a message buffer of the kernel, as all messages did before 1993.
// The interface is the same.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Short Messages via Registers".
#pragma once

#ifdef __ASSEMBLER__

// clang-format off
// in: EDX, EBX the words.  out: the same, having been elsewhere.
.macro pass_words
.if KUMQUAT_WORDS_IN_MEMORY
    movl %edx, kernel_message
    movl %ebx, kernel_message + 4
    movl kernel_message, %edx
    movl kernel_message + 4, %ebx
.endif
.endm
// clang-format on

#else

#include "kernel/ipc/request.hpp"

namespace kumquat {

/// As IpcRequest::receive_words. words_in_memory.cpp.
void receive_words_from_memory(IpcRequest to, ThreadId source, IpcRequest from);

}  // namespace kumquat

#endif
