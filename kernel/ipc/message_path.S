// message_path.S -- a message in memory, if nothing is in its way: some words, or one string.
//
// The fast path (fast_path.S) comes here if a message does not lie in registers. What is taken
// here: up to 512 words and no string, or no words but the two in registers and one string of up
// to 4 KB; between two spaces; to a partner that waits for it with a buffer that is large enough;
// and a receive phase that never times out. All else goes to the C++ path (rendezvous.cpp,
// long_message.cpp), which does the same and more.
//
// Nothing is written down until all is copied. So if a page is missing on the way, the faulting
// instruction is given up (fixups.hpp) and the C++ path begins the ipc anew, as if nothing had
// been tried: its page faults are served.
//
// The copying is done in the receiver's space, where its memory lies in place; of the sender's
// memory 4 MB are seen through a window. What lies behind them is not there: it faults.
//
//     receiver's space    | user:  buffer, string        | kernel:  sender's window | nothing |
//                                  ^                                     |
//                                  +------------- copied ----------------+
//
// Steps 1 to 4 run on the sender's stack and in its space, 6 to 9 on those of the receiver.
//
//   ESP  the registers of the running thread's frame        EBP  the sender's state from now on
//   EBX  1 to 4: end of the receiver's TCB;  6 to 9: the registers of the sender's frame
//   EDI  the receiver's buffer: its address / 4 - 1         EAX  the message: its address / 4
//
// A descriptor turned by two bits is an address / 4 with the flags above it: one comparison
// finds flags, nil, and whatever could reach beyond user space. For a message in memory with its
// descriptions of strings, or a string, spans less than 4 MB.
//
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Direct Transfer by Temporary
// Mapping"; L4 Version 2 on i386, "Message in memory".

#include "kernel/ipc/ipc_words.hpp"
#include "kernel/ipc/words_in_memory.hpp"
#include "kernel/memory_layout.hpp"
#include "kernel/threads/tcb_offsets.hpp"
#include "kernel/x86/page_table_bits.hpp"
#include "kernel/x86/trap_frame.hpp"

#define MESSAGES_END (USER_SPACE_END - LARGE_PAGE_SIZE)

// Message dopes: words from bit 13 on, strings in bits 12:8. The rest does not count.
#define STRINGS       0x00001F00
#define ONE_STRING    0x00000100
#define WORDS_SHIFT   13
#define WORDS_MAX     (511 << WORDS_SHIFT) /* more than two, so many at most */
#define STRING_MAX    4096
#define SIZE_DOPE     4  /* offsets in a message */
#define SEND_DOPE     8
#define WORDS         12
#define LENGTH        0  /* offsets in the description of a string */
#define ADDRESS       4
#define CAPACITY      8
#define PLACE         12

// Fields of the TCB whose registers lie at a place; of the receiver, from EBX as its end.
#define FIELD(field, registers)    field - (TCB_SIZE - REGISTERS_FROM_END)(registers)
#define SAVED(register, registers) REGISTERS_FROM_END - register##_FROM_END(registers)
#define RECEIVER(field)            field - TCB_SIZE(%ebx)
#define PARTNER(field)             TCB_ARRAY + field(, %esi, 2)

// One instruction that touches a user's memory. If that is not there, we go on at `otherwise`.
.macro try otherwise, instruction:vararg
.Ltry\@:
    \instruction
    .pushsection .fixups, "a"
    .long .Ltry\@, \otherwise
    .popsection
.endm

// 4. Let the receiver's space show the memory at ESI.
// out: ESI where it is seen, `directory` the receiver's.  clobbers: ECX
.macro show_in_receivers_space directory
    movl FIELD(TCB_DIRECTORY, %esp), \directory
    cmpl \directory, RECEIVER(TCB_DIRECTORY)
    je ipc_slow_path                    // the same space: nothing to be shown
    movl %esi, %ecx
    shrl $22, %ecx
    movl DIRECT_WINDOW(\directory, %ecx, 4), %ecx
    andl $~PTE_USER, %ecx
    movl RECEIVER(TCB_DIRECTORY), \directory
    movl %ecx, DIRECT_WINDOW + SENDER_WINDOW / LARGE_PAGE_SIZE * 4(\directory)
    andl $LARGE_PAGE_SIZE - 1, %esi
    addl $SENDER_WINDOW, %esi
.endm

// 5. To the receiver's stack and space; the TLB forgets what the window showed before.
.macro change_threads directory
    leal -REGISTERS_FROM_END(%ebx), %ebx
    xchgl %ebx, %esp
    movl \directory, %cr3
.endm

// The trace point: nothing at all with TRACE=off. in, out: EAX the result.  clobbers: ECX, EDX
.macro trace_message
.if KUMQUAT_TRACE_POINTS
    pushl %eax
    movl %eax, %edx
    movl %ebx, %eax
    call trace_message_from             // debug/trace_fast_path.cpp
    popl %eax
.endif
.endm

// For the trace: a part of what string is copied (TracedString in debug/trace_fast_path.cpp).
.macro note_string register, offset
.if KUMQUAT_TRACE_POINTS
    movl \register, traced_string + \offset
.endif
.endm

.text

// in: from fast_path.S, all registers as in user mode, but ECX, and saved at ESP.
// out: the receiver, in user mode; or ipc_slow_path, with nothing changed.  interrupts: off
.balign 16
.global message_path
message_path:
    rorl $2, %eax                       // 1. a message, and nothing else
    cmpl $MESSAGES_END / 4, %eax
    jae ipc_slow_path
    testb $RECEIVE_EXPONENT, SAVED(ECX, %esp)
    jnz ipc_slow_path
    andl FIELD(TCB_LOOKUP_MASK, %esp), %esi // 2. the destination; thread 0 if we must be slow
    testl $OPEN_RECEIVE, %ebp
    jnz reply_in_memory
    movl %esi, %ebp                     //    we receive from it, from then on
will_receive:
    cmpl $STATE_RECEIVES_FROM_ANYBODY, PARTNER(TCB_STATE)
    jne closed_for_others               //    does it wait?
partner_waits:
    leal TCB_ARRAY + TCB_SIZE(, %esi, 2), %ebx
    movl -EBP_FROM_END(%ebx), %edi      // 3. its buffer: no window, and not 0
    andl $~OPEN_RECEIVE, %edi
    rorl $2, %edi
    decl %edi
    cmpl $MESSAGES_END / 4 - 1, %edi
    jae ipc_slow_path
    try ipc_slow_path, movl SEND_DOPE(, %eax, 4), %edx
    cmpl $TWO_WORDS + ONE_STRING, %edx
    jne message_of_words

    try ipc_slow_path, movl SIZE_DOPE(, %eax, 4), %ecx
    shrl $WORDS_SHIFT, %ecx
    addl %ecx, %eax                     // 4. the string: described behind the words
    try ipc_slow_path, movl WORDS + ADDRESS(, %eax, 4), %esi
    cmpl $MESSAGES_END, %esi
    jae ipc_slow_path
    note_string %esi, 0
    show_in_receivers_space %edx
    try ipc_slow_path, movl WORDS + LENGTH(, %eax, 4), %ecx
    cmpl $STRING_MAX, %ecx
    ja ipc_slow_path
    change_threads %edx                 // 5.
    try give_up, movl SIZE_DOPE + 4(, %edi, 4), %eax
    testb $STRINGS >> 8, %ah            // 6. is there a place, and is it large enough?
    jz give_up
    shrl $WORDS_SHIFT, %eax
    addl %edi, %eax
    try give_up, cmpl WORDS + CAPACITY + 4(, %eax, 4), %ecx
    ja give_up
    try give_up, movl WORDS + PLACE + 4(, %eax, 4), %edi
    cmpl $MESSAGES_END, %edi
    jae give_up
    cld
    movl %ecx, %edx                     // 7. copy, and describe it
    shrl $2, %ecx
    try give_up, rep movsl
    movl %edx, %ecx
    andl $3, %ecx
    try give_up, rep movsb
    subl %edx, %edi
    note_string %edx, 4
    note_string %edi, 8
    try give_up, movl %edx, WORDS + LENGTH + 4(, %eax, 4)
    try give_up, movl %edi, WORDS + ADDRESS + 4(, %eax, 4)
    movl $TWO_WORDS + ONE_STRING, %eax

finish:
    trace_message                       // 8. it is done: the threads change their states,
    movl %ebp, FIELD(TCB_STATE, %ebx)
    movl $STATE_RUNNING, FIELD(TCB_STATE, %esp)
    leal REGISTERS_FROM_END(%esp), %ecx
    movl %ecx, TSS_ESP0                 //    and the next entry finds this stack
    movl FIELD(TCB_ID, %ebx), %esi      // 9. it sees who sent, gets the two words,
    movl FIELD(TCB_ID + 4, %ebx), %edi
    movl SAVED(EDX, %ebx), %edx
    movl SAVED(EBX, %ebx), %ebx
    pass_words
    movl SAVED(ECX, %esp), %ecx         //    and what ipc keeps
    movl SAVED(EBP, %esp), %ebp
    addl $REGISTERS_FROM_END - FRAME_FROM_END, %esp
    iret

message_of_words:
    leal -TWO_WORDS(%edx), %ecx         // 4. neither too many, nor strings
    testl $~(WORDS_MAX | 0xFF), %ecx
    jnz ipc_slow_path
    leal (, %eax, 4), %esi
    show_in_receivers_space %eax
    change_threads %eax                 // 5.
    try give_up, cmpl %edx, SIZE_DOPE + 4(, %edi, 4)
    jb give_up                          // 6. is there room? (dopes compare as their words do)
    leal WORDS + 8 + 4(, %edi, 4), %edi
    addl $WORDS + 8, %esi
    leal -TWO_WORDS(%edx), %ecx
    shrl $WORDS_SHIFT, %ecx
    cld
    try give_up, rep movsl              // 7.
    movl %edx, %eax
    xorb %al, %al
    jmp finish

// Reply and wait: we receive from anybody, from then on. (Nil has that bit, too.)
reply_in_memory:
    cmpl $NIL, %ebp
    je ipc_slow_path
    movl $STATE_RECEIVES_FROM_ANYBODY, %ebp
    jmp will_receive

closed_for_others:
    movl FIELD(TCB_NUMBER_BITS, %esp), %ecx
    cmpl %ecx, PARTNER(TCB_STATE)
    je partner_waits
    jmp ipc_slow_path

// In the receiver's space: back to the sender's, as if we had never been here. A fault on the TCB
// array must not come on a stack that is not there: look first, then change stacks.
give_up:
    movl FIELD(TCB_DIRECTORY, %ebx), %eax
    movl %ebx, %esp
    movl %eax, %cr3
    jmp ipc_slow_path

.section .note.GNU-stack, "", @progbits
