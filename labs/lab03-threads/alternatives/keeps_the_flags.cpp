// keeps_the_flags.cpp -- another right way: more is saved than must be, the first stack has room for
// it, and a switch to the same space goes round CR3 another way.

// LAB 3 BEGIN leave: otherwise
    pushl %ebp
    pushl %ebx
    pushl %esi
    pushl %edi
    pushl %ecx
    popl %ecx
    movl %esp, %ecx
    movl %ecx, TCB_KERNEL_ESP(%eax)
// LAB 3 END

// LAB 3 BEGIN take over: otherwise
    movl TCB_KERNEL_ESP(%edx), %ecx
    leal TCB_SIZE - REGISTERS_FROM_END(%edx), %esp
    movl %esp, TCB_REQUEST(%edx)
    movl TCB_DIRECTORY(%eax), %eax
    cmpl TCB_DIRECTORY(%edx), %eax
    je 3f
    movl TCB_DIRECTORY(%edx), %eax
    movl %eax, %cr3
3:  jecxz 4f
    movl %ecx, %esp
    xorl %eax, %eax
    movl %eax, TCB_KERNEL_ESP(%edx)
    popl %edi
    popl %esi
    popl %ebx
    popl %ebp
    ret
4:  jmp return_to_user
// LAB 3 END
