// thread_switch.S -- give the processor to another thread.
//
//   what stays on the stack of a thread that does not run:
//     return address | EBP | EBX | ESI | EDI   <- kernel_esp
//     or nothing but its TrapFrame                kernel_esp = 0
//
// The stack changes before CR3: the other's stack is surely mapped in the other's space, and,
// having been looked at, in this one; this thread's stack may be missing over there.

#include "kernel/debug/hole.hpp"
#include "kernel/memory_layout.hpp"
#include "kernel/threads/tcb_offsets.hpp"
#include "kernel/x86/trap_frame.hpp"

.text

// void switch_threads(Tcb& self, Tcb& next)
// in: EAX, EDX the two TCBs.   interrupts: off   clobbers: EAX, ECX, EDX
// out: returns when `self` is chosen again; the other goes on where it was.
.global switch_threads
.type switch_threads, @function
switch_threads:                     // 1. save what C++ expects to be kept
// LAB 3 BEGIN leave: all that this thread will need when it goes on
    pushl %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    movl %esp, TCB_KERNEL_ESP(%eax)
// LAB 3 END
                                    // and on into leave_to_thread
// [[noreturn]] void leave_to_thread(Tcb& self, Tcb& next)
// The same; `self` keeps nothing but its TrapFrame, and what lies below it is forgotten.
.global leave_to_thread
.type leave_to_thread, @function
leave_to_thread:
    movl $STATE_RUNNING, TCB_STATE(%edx)
    leal TCB_SIZE(%edx), %ecx       // 2. where the other's next entry finds a stack
    movl %ecx, TSS_ESP0
// LAB 3 BEGIN take over: the stack, then the address space, then the registers of the other
    movl TCB_DIRECTORY(%edx), %ecx  // 3. the same space?
    cmpl TCB_DIRECTORY(%eax), %ecx
    movl TCB_KERNEL_ESP(%edx), %eax // 4. stack first, then address space
    leal TCB_SIZE - REGISTERS_FROM_END(%edx), %esp
    je 1f
    movl %ecx, %cr3
1:  movl %esp, TCB_REQUEST(%edx)
    testl %eax, %eax                // 5. nothing on its stack: back to user mode at once
    jz return_to_user
    movl $0, TCB_KERNEL_ESP(%edx)
    movl %eax, %esp
    popl %edi                       // 6. the other's registers
    popl %esi
    popl %ebx
    popl %ebp
    ret
// LAB 3 END

.section .note.GNU-stack, "", @progbits
