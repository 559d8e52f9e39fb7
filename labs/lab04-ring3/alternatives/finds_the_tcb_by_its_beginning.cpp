// finds_the_tcb_by_its_beginning.cpp -- not by an offset from the stack, but by rounding it down.

// LAB 4 BEGIN own id: both words, a type, and back
    movl %esp, %edi
    andl $-TCB_SIZE, %edi
    movl TCB_ID(%edi), %esi
    movl TCB_ID + 4(%edi), %edi
    movl $0, %eax
    iret
// LAB 4 END
