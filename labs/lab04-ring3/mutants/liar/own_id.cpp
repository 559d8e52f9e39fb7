// own_id.cpp -- a liar: everybody is sigma0.

// LAB 4 BEGIN own id: both words, a type, and back
    movl $0x00040000, %esi
    movl $0x00080000, %edi
    xorl %eax, %eax
    iret
// LAB 4 END
