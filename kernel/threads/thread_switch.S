// thread_switch.S -- give the processor to another thread.

.text

// void switch_stacks(uint32_t* old_esp, uint32_t new_esp, uint32_t new_directory)
// in: EAX where to keep this thread's stack pointer; EDX the other's;
//     ECX physical address of the other's page directory, 0: the same
// out: returns in the other thread, from its own earlier call, or begins where continue_at
//      says.   clobbers: EAX, ECX, EDX.   interrupts: off
//
//   what stays on the stack of a thread that does not run:
//     return address | EBP | EBX | ESI | EDI   <- kernel_esp
//
// The stack changes before CR3: the other's stack is surely mapped in the other's space, and,
// having been looked at, in this one; this thread's stack may be missing over there.
.global switch_stacks
.type switch_stacks, @function
switch_stacks:
    pushl %ebp                      // 1. save what C++ expects to be kept
    pushl %ebx
    pushl %esi
    pushl %edi
    movl %esp, (%eax)               // 2. switch stacks
    movl %edx, %esp
    testl %ecx, %ecx                // 3. then the address space
    jz 1f
    movl %ecx, %cr3
1:  popl %edi                       // 4. the other's registers
    popl %esi
    popl %ebx
    popl %ebp
    ret

.section .note.GNU-stack, "", @progbits
