// own_id.S -- id_nearest of nil: who am I? The question that every program asks first.
// The answer lies in the TCB, and the TCB lies around the stack, so there is nothing to save.
// Source: L4 Version 2 on i386, "id_nearest (int 0x31)".

#include "kernel/debug/hole.hpp"
#include "kernel/memory_layout.hpp"
#include "kernel/threads/tcb_offsets.hpp"
#include "kernel/x86/trap_frame.hpp"

// A field of this thread's TCB, found from ESP as the CPU leaves it.
#define OWN(field) field - (TCB_SIZE - FRAME_FROM_END)(%esp)

.text

// in: int 0x31 from ring 3; ESI the destination's low word.  interrupts: off
// out: EAX type, ESI and EDI id, in user mode
.global own_id_entry
own_id_entry:
    testl %esi, %esi                // 1. nil? EDI does not count
    jnz id_nearest_entry            //    no: id_nearest.cpp
// LAB 4 BEGIN own id: both words, a type, and back
    movl OWN(TCB_ID), %esi          // 2. the caller's id
    movl OWN(TCB_ID + 4), %edi
    xorl %eax, %eax                 // 3. type 0: near
    iret
// LAB 4 END

.section .note.GNU-stack, "", @progbits
