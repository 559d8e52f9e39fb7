// raw_calls.S -- the seven calls with all seven registers loaded before and stored after.
// in: [ESP + 4] = pointer to a CallRegisters (raw_calls.hpp).   out: the structure, changed
// clobbers: EAX, ECX, EDX; the stack pointer is the same before and after the call.

#include "kernel/abi/system_calls.hpp"

.macro load_registers
    movl 4(%eax), %ecx
    movl 8(%eax), %edx
    movl 12(%eax), %ebx
    movl 16(%eax), %ebp
    movl 20(%eax), %esi
    movl 24(%eax), %edi
    movl (%eax), %eax
.endm

.macro store_registers_and_return
    pushl %eax                  // one word more on the stack
    movl 24(%esp), %eax
    movl %ecx, 4(%eax)
    movl %edx, 8(%eax)
    movl %ebx, 12(%eax)
    movl %ebp, 16(%eax)
    movl %esi, 20(%eax)
    movl %edi, 24(%eax)
    popl (%eax)
    popl %edi
    popl %esi
    popl %ebx
    popl %ebp
    ret
.endm

.macro raw_call name vector
.global \name
.type \name, @function
\name:
    pushl %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    movl 20(%esp), %eax         // the structure
    load_registers
    int $\vector
    store_registers_and_return
.endm

.text
raw_call raw_ipc SYSCALL_IPC
raw_call raw_id_nearest SYSCALL_ID_NEAREST
raw_call raw_fpage_unmap SYSCALL_FPAGE_UNMAP
raw_call raw_thread_switch SYSCALL_THREAD_SWITCH
raw_call raw_thread_schedule SYSCALL_THREAD_SCHEDULE
raw_call raw_lthread_ex_regs SYSCALL_LTHREAD_EX_REGS
raw_call raw_task_new SYSCALL_TASK_NEW

// in: [ESP + 8] = where the stack pointer is to be during the call
.global raw_ipc_on_stack
.type raw_ipc_on_stack, @function
raw_ipc_on_stack:
    pushl %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    movl 20(%esp), %eax
    movl 24(%esp), %ecx
    movl %esp, 8(%ecx)          // above the virtual sender's id
    movl %ecx, %esp
    load_registers
    int $SYSCALL_IPC
    movl 8(%esp), %esp
    store_registers_and_return

.section .note.GNU-stack, "", @progbits
