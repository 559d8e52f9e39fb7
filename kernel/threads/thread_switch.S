// thread_switch.S -- give the processor to another thread.
//
//   what stays on the stack of a thread that does not run:
//     return address | EBP | EBX | ESI | EDI   <- kernel_esp
//     or nothing but its TrapFrame                kernel_esp = 0
//
// The stack changes before CR3: the other's stack is surely mapped in the other's space, and,
// having been looked at, in this one; this thread's stack may be missing over there.

#include "kernel/memory_layout.hpp"
#include "kernel/threads/tcb_offsets.hpp"
#include "kernel/x86/trap_frame.hpp"

.text

// void switch_threads(Tcb& self, Tcb& next, uint32_t next_directory)
// in: EAX, EDX the two TCBs; ECX physical address of the other's page directory, 0: the same
// out: returns when `self` is chosen again; the other goes on where it was.   interrupts: off
// clobbers: EAX, ECX, EDX
.global switch_threads
.type switch_threads, @function
switch_threads:
    pushl %ebp                      // 1. save what C++ expects to be kept
    pushl %ebx
    pushl %esi
    pushl %edi
    movl %esp, TCB_KERNEL_ESP(%eax)

// [[noreturn]] void leave_to_thread(Tcb& self, Tcb& next, uint32_t next_directory)
// The same; `self` keeps nothing but its TrapFrame, and what lies below it is forgotten.
.global leave_to_thread
.type leave_to_thread, @function
leave_to_thread:
    movl TCB_KERNEL_ESP(%edx), %eax // 2. has the other anything on its stack?
    testl %eax, %eax
    jz 2f
    movl $0, TCB_KERNEL_ESP(%edx)   // 3. switch stacks
    movl %eax, %esp
    testl %ecx, %ecx                // 4. then the address space
    jz 1f
    movl %ecx, %cr3
1:  popl %edi                       // 5. the other's registers
    popl %esi
    popl %ebx
    popl %ebp
    ret
2:  leal TCB_SIZE - TRAP_FRAME_SIZE(%edx), %esp
    testl %ecx, %ecx                // 6. nothing: back to user mode at once
    jz return_from_trap
    movl %ecx, %cr3
    jmp return_from_trap

.section .note.GNU-stack, "", @progbits
