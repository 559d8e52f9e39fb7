// yield_alone.S -- thread_switch to nil by a thread with which nobody competes: nobody else of
// its priority is ready, nor of a higher one. It goes on, with a new timeslice.
// All others, and threads that run on somebody else's timeslice, or have none, go the long way
// (thread_switch.cpp), where the same would come of it.
// Source: L4 Version 2 on i386, "thread_switch (int 0x33)".

#include "kernel/memory_layout.hpp"
#include "kernel/threads/tcb_offsets.hpp"
#include "kernel/x86/trap_frame.hpp"

// A field of this thread's TCB, found from ESP as the CPU leaves it.
#define OWN(field) field - (TCB_SIZE - FRAME_FROM_END)(%esp)

.text

// in: int 0x33 from ring 3; ESI the destination's low word.  interrupts: off
// out: all registers as they were, in user mode
.global yield_alone_entry
yield_alone_entry:
    testl %esi, %esi                // 1. nil? From here on ESI can be had back
    jnz thread_switch_entry
    movl OWN(TCB_PRIORITY), %esi    // 2. is nobody ready who would run instead?
    cmpl ready_queue, %esi          //    (its first word: above the highest priority in it)
    jl 1f
    leal OWN(0), %esi               // 3. is the timeslice our own?
    cmpl %esi, slice_owner
    jne 1f
    movl OWN(TCB_TIMESLICE), %esi   // 4. a new one
    testl %esi, %esi
    jz 1f
    movl %esi, OWN(TCB_REMAINING)
    xorl %esi, %esi
.if KUMQUAT_TRACE_POINTS
    pushal
    cld
    call trace_yield_alone          // debug/trace_fast_path.cpp
    popal
.endif
    iret
1:  xorl %esi, %esi
    jmp thread_switch_entry

.section .note.GNU-stack, "", @progbits
