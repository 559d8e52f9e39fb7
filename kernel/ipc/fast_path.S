// fast_path.S -- the short ipc: two words in registers, to a partner that waits for them.
//
// The whole work of such a message is to change threads, for the words are where they belong
// already: EDX and EBX of the sender are EDX and EBX of the receiver. What is left is to see
// that nothing else is to be done. If step 2 finds more than that, message_path goes on: it passes on
// what it does not know either, or, in a tree of a lab, everything. Any other refusal goes to the C++ path by way of
// ipc_slow_path (trap_entry.S, rendezvous.cpp). Nothing has been changed by then, and all
// registers of the caller lie on the stack.
//
// It is taken if
//   - the message is two words (EAX = 0), and there is a receive phase (EBP not nil) that never
//     times out (ECX, bits 3:0 = 0). What it accepts beyond two words does not matter yet;
//   - the sender has nothing that its receive phase or a switch must look after (SlowReason in
//     tcb.hpp): TCB_LOOKUP_MASK is not 0. Otherwise the masked destination is thread 0, which
//     never receives. So are nil and the ids of interrupts; and who names itself is running;
//   - the destination's state says in one word that it is in a plain receive, from anybody or
//     from this sender.
// The send timeout does not matter, since the partner waits; nor do the two for page faults,
// since no memory of a user is touched; nor the version in the id: the mask leaves the number.
//
// The ready queue is not touched: neither partner is in it before or after. The timeslice
// stays with its owner. kernel_esp and request need no store: of a running thread in a system
// call they are 0 and its frame, as they must be of one that waits. The receiver's frame is not
// brought up to date, since what would be written is in the registers when it goes on.
//
//   EAX  the destination's thread number, in bits 27:10 as in an id: so its TCB, of 2,048
//        bytes, is at TCB_ARRAY + 2 EAX
//   EBP  end of the destination's TCB
//
//   this thread's stack                   the destination's stack, as it was left
//     SS ... EIP    CPU                     SS ... EIP
//     EAX ... EDI   pushal <- ESP           ECX, EBP are kept by ipc: read from here
//
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993; the checks are those of
// handouts/reference/l4-v2.md, "ipc".

#include "kernel/debug/hole.hpp"
#include "kernel/ipc/ipc_words.hpp"
#include "kernel/ipc/words_in_memory.hpp"
#include "kernel/memory_layout.hpp"
#include "kernel/threads/tcb_offsets.hpp"
#include "kernel/x86/trap_frame.hpp"

// Fields of this thread's TCB, found from ESP after pushal; of the destination's, from EAX.
#define OWN(field)      field - (TCB_SIZE - REGISTERS_FROM_END)(%esp)
#define PARTNER(field)  TCB_ARRAY + field(, %eax, 2)

// The trace point, before anything is changed: nothing at all with TRACE=off.
// in: EAX the destination's number bits.  out: EAX, EDX, EBX as they were.   clobbers: ECX
.macro trace_fast_ipc
.if KUMQUAT_TRACE_POINTS
    cld
    pushl %eax
    call trace_fast_ipc_to              // debug/trace_fast_path.cpp
    popl %eax
    movl REGISTERS_FROM_END - EDX_FROM_END(%esp), %edx
.endif
.endm

// Steps 6 to 11: the message goes over, and the partner runs.
// in: EAX the destination's number bits; EDX, EBX the words; ESP after pushal; `state` what the
// sender does from now on: a constant, or EAX.   out: does not come back
.macro deliver state
    // What must hold behind it, on the partner's stack and in its space: the trace has been told
    // before anything changed; both states are right; TSS_ESP0 is the end of the partner's TCB, and
    // so is EBP; ESP is at its frame's EIP; ESI and EDI hold our id; EDX and EBX are what they were.
    // handouts/11-the-fast-path.md#the-direct-switch
// LAB 11 BEGIN hand over: states, stack, sender, address space
    trace_fast_ipc
    pass_words
    movl \state, OWN(TCB_STATE)         // 6. we wait from now on,
    movl $STATE_RUNNING, PARTNER(TCB_STATE)                 // and the partner runs
    leal TCB_ARRAY + TCB_SIZE(, %eax, 2), %ebp
    movl %ebp, TSS_ESP0                 // 7. where its next entry finds a stack
    movl OWN(TCB_ID), %esi              // 8. it sees who we are
    movl OWN(TCB_ID + 4), %edi
    movl TCB_DIRECTORY - TCB_SIZE(%ebp), %eax
    cmpl OWN(TCB_DIRECTORY), %eax       // 9. stack first, then address space
    leal -FRAME_FROM_END(%ebp), %esp
    je 1f
    movl %eax, %cr3
1:
// LAB 11 END
    // To user mode, as if the partner's own ipc returned: with what ipc keeps, and its result.
    // handouts/11-the-fast-path.md#out-again
// LAB 11 BEGIN out again: the registers that are the partner's own, the result, and out
    movl -ECX_FROM_END(%ebp), %ecx      // 10. what ipc keeps
    movl -EBP_FROM_END(%ebp), %ebp
    movl $TWO_WORDS, %eax               // 11. what ipc returns; the words are there
    iret
// LAB 11 END
.endm

.text

// in: int 0x30 from ring 3.  out: the receiver, in user mode; or ipc_slow_path, with nothing
// changed and all registers of the caller saved at ESP.  interrupts: off
.balign 32
.global ipc_fast_path
ipc_fast_path:
    pushal                              // 1. registers are kept, and read by the C++ path
    // What is not two words with a receive phase that never times out goes to message_path; what
    // receives from anybody, to reply_and_wait; a call goes on. Both with the partner's id in EAX.
    // handouts/11-the-fast-path.md#the-common-case
// LAB 11 BEGIN common case: is it two words, and no end to the waiting?
    andl $RECEIVE_EXPONENT, %ecx        // 2. two words, and no end to the waiting?
    orl %eax, %ecx
    jnz message_path                    //    (perhaps a message in memory)
    movl %esi, %eax                     // 3. the destination
    testl $OPEN_RECEIVE, %ebp
    jnz reply_and_wait
// LAB 11 END

    // Call: send, then wait for the same partner. If that waits, for anybody or for us: `deliver`.
    // Else, or if we have a reason to be slow: ipc_slow_path.
    // handouts/11-the-fast-path.md#does-it-wait
// LAB 11 BEGIN call: does the partner wait, for anybody or for us?
    andl OWN(TCB_LOOKUP_MASK), %eax     // 4. thread 0 if we must be slow
    cmpl $STATE_RECEIVES_FROM_ANYBODY, PARTNER(TCB_STATE)   // 5. does it wait?
    jne call_to_closed
deliver_call:
    deliver %eax
call_to_closed:
    movl OWN(TCB_NUMBER_BITS), %ecx
    cmpl %ecx, PARTNER(TCB_STATE)
    je deliver_call
    jmp ipc_slow_path
// LAB 11 END

    // Reply and wait: send to a client that called, then receive from anybody. The same, but for the
    // order, and for what we do from now on. handouts/11-the-fast-path.md#the-answer
.balign 32
reply_and_wait:
// LAB 11 BEGIN reply and wait: is there a receive phase, and does the partner wait?
    cmpl $NIL, %ebp                     // (nil has that bit, too)
    je ipc_slow_path
    andl OWN(TCB_LOOKUP_MASK), %eax     // 4.
    movl OWN(TCB_NUMBER_BITS), %ecx
    cmpl %ecx, PARTNER(TCB_STATE)       // 5. does it wait for us?
    jne reply_to_open
deliver_reply:
    deliver $STATE_RECEIVES_FROM_ANYBODY
reply_to_open:
    cmpl $STATE_RECEIVES_FROM_ANYBODY, PARTNER(TCB_STATE)
    je deliver_reply
    jmp ipc_slow_path
// LAB 11 END

.section .note.GNU-stack, "", @progbits
