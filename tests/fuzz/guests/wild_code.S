// wild_code.S -- what a wild thread runs: one page of code that needs no memory of its own.
// The stack pointer is the place in a script of calls, which the thread can only read; the
// kernel keeps it over every call. A record is eight words for popal and the number of a stub:
//
//    ESP ->  | EDI | ESI | EBP |  -  | EBX | EDX | ECX | EAX | stub |  next record ...
//
// Whatever memory ESP leads to, only a stub can follow, so no thread ever jumps into data; and
// the stubs that take an EIP choose it from a table. So wild threads can lose their way, their
// memory and their task, but never run an instruction that is not in this file.
// Registers at `next`: ESP = the place; all others are free.

#include "kernel/abi/system_calls.hpp"
#include "tests/fuzz/layout.hpp"

#define DEBUGGER_PRINTS 2
#define DATA_SELECTOR_OF_NOBODY 0x0008  /* the kernel's own */

.section .text.wild, "ax"
.balign 4096
.global wild_code, wild_next, wild_handler
wild_code:
wild_next:
    movl %esp, %eax                     // 1 count the call
    subl $FUZZ_SCRIPTS, %eax
    shrl $12, %eax
    cmpl $FUZZ_SCRIPT_COUNT, %eax
    jae wild_end                        //   in no script: it is lost
    incl FUZZ_COUNTS(,%eax,4)
    decl FUZZ_NEGATIVES(,%eax,4)
    movl FUZZ_RECORD_STUB(%esp), %eax   // 2 the stub, whatever stands there
    andl $(FUZZ_STUB_COUNT - 1), %eax
    shll $FUZZ_STUB_LOG2, %eax
    addl $stubs, %eax
    jmp *%eax

// The end of a script: begin again, behind all others of the priority that the record names.
wild_again:
    movl FUZZ_RECORD_EAX(%esp), %ecx
    andl $-4096, %esp
    xorl %esi, %esi
    int $SYSCALL_ID_NEAREST             // of nil: myself
    movl %ecx, %eax                     // kept by the call
    movl $-1, %ebx
    movl $-1, %ebp
    int $SYSCALL_THREAD_SCHEDULE
    xorl %esi, %esi
    int $SYSCALL_THREAD_SWITCH
    jmp wild_next

// Without calls, or lost: sleep until somebody moves the thread.
wild_end:
    movl $-1, %eax
    xorl %ecx, %ecx
    xorl %ebp, %ebp
    xorl %esi, %esi
    int $SYSCALL_IPC
    jmp wild_next

// An exception that the thread handles itself: EDI keeps the place while ESP is elsewhere.
wild_handler:
    movl %edi, %esp
    jmp wild_next

.macro take_registers
    popal
    addl $4, %esp
.endm

// Load the segment registers with what AX holds. EAX is lost.
.macro load_segments
    movl %eax, %ds
    movl %eax, %es
    movl %eax, %fs
    movl %eax, %gs
.endm

.macro stub
    .balign 1 << FUZZ_STUB_LOG2
.endm

.macro call_stub vector
    stub
    take_registers
    int $\vector
    jmp wild_next
.endm

// Calls that start something somewhere: EDX chooses where.
.macro start_stub vector
    stub
    take_registers
    andl $15, %edx
    movl places(,%edx,4), %edx
    int $\vector
    jmp wild_next
.endm

// An instruction that faults, on the stack in EAX.
.macro fault_stub instruction:vararg
    stub
    take_registers
    movl %esp, %edi
    movl %eax, %esp
    \instruction
    jmp wild_handler
.endm

.macro plain_stub instruction:vararg
    stub
    take_registers
    \instruction
    jmp wild_next
.endm

// With segment registers that nobody should rely on; a place to begin is always `next`.
.macro segment_stub selector vector place=none
    stub
    movl \selector, %eax
    load_segments
    take_registers
    .ifnc \place, none
    movl $\place, %edx
    .endif
    int $\vector
    jmp wild_next
.endm

.macro segment_stubs selector
    segment_stub \selector, SYSCALL_IPC
    segment_stub \selector, SYSCALL_ID_NEAREST
    segment_stub \selector, SYSCALL_FPAGE_UNMAP
    segment_stub \selector, SYSCALL_THREAD_SWITCH
    segment_stub \selector, SYSCALL_THREAD_SCHEDULE
    segment_stub \selector, SYSCALL_LTHREAD_EX_REGS, wild_next
    segment_stub \selector, SYSCALL_TASK_NEW, wild_next
.endm

// The stubs; their numbers are those of enum Stub in tests/fuzz/program.hpp.
stub
stubs:
    call_stub SYSCALL_IPC                       // 0
    call_stub SYSCALL_ID_NEAREST
    call_stub SYSCALL_FPAGE_UNMAP
    call_stub SYSCALL_THREAD_SWITCH
    call_stub SYSCALL_THREAD_SCHEDULE
    start_stub SYSCALL_LTHREAD_EX_REGS
    start_stub SYSCALL_TASK_NEW
    plain_stub movl (%eax), %ecx                // 7
    plain_stub movl %ecx, (%eax)
    plain_stub lidt (%eax)
    plain_stub hlt                              // 10
    plain_stub rdmsr
    stub                                        // 12
    take_registers
    movl %ecx, %dr0
    movl %edx, %dr7
    jmp wild_next
    stub                                        // 13
    take_registers
    fld1
    fstps (%eax)
    jmp wild_next
    stub                                        // 14
    take_registers
    int3
    cmpb $DEBUGGER_PRINTS, %al
    jmp wild_next
    stub                                        // 15
    jmp wild_end
    stub                                        // 16: division by zero
    take_registers
    movl %esp, %edi
    movl %eax, %esp
    xorl %ecx, %ecx
    divl %ecx
    jmp wild_handler
    fault_stub ud2                              // 17
    fault_stub int $0x80
    fault_stub pushl %ecx
    stub                                        // 20
    movl $DATA_SELECTOR_OF_NOBODY, %eax
    load_segments
    take_registers
    jmp wild_next
    stub                                        // 21
    jmp wild_again
    .rept 2
    stub
    jmp wild_end
    .endr
    segment_stubs $0                            // 24: null
    stub
    jmp wild_end
    segment_stubs %cs                           // 32: code, which cannot be written
    stub
    jmp wild_end
#ifdef FUZZ_WITH_PORTS
    plain_stub cli                              // 40
    plain_stub sti
    fault_stub popf
    plain_stub inb %dx, %al
    plain_stub outb %al, %dx                    // 44
    plain_stub outsb
    .rept 18
#else
    .rept 24
#endif
    stub
    jmp wild_end
    .endr

// Where threads and tasks may begin: mostly at `next`; -1: leave it; the kernel's addresses.
.balign 4
places:
    .rept 12
    .long wild_next
    .endr
    .long -1, -1, 0xC0000000, 0xFFFFFFF0
.balign 4096

.section .note.GNU-stack, "", @progbits
