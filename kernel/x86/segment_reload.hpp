// segment_reload.hpp -- SEGMENT_RELOAD=on: all data segment registers are loaded at every entry
// into the kernel and before every way out, as kernels did that did not trust them; eight loads
// for each call, of nine cycles each on a 486. Off: the kernel runs on the user's flat segments,
// and mends them only when one turns out to be wrong (trap_entry.S, segment_fault).
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Segment Registers".
#pragma once

#ifdef __ASSEMBLER__

#include "kernel/x86/selectors.hpp"

// clang-format off
// clobbers: EAX
.macro reload_segments
.if KUMQUAT_RELOADS_SEGMENTS
    movl $SELECTOR_USER_DATA, %eax
    movl %eax, %ds
    movl %eax, %es
    movl %eax, %fs
    movl %eax, %gs
.endif
.endm
// clang-format on

#endif
