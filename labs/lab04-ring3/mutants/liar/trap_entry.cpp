// trap_entry.cpp -- a liar: all registers come back as they went in, since nothing was done.

// LAB 4 BEGIN ipc entry: a whole frame, the kernel's own registers, and the TCB around the stack
    popal
    xorl %eax, %eax
    iret
// LAB 4 END

// LAB 4 BEGIN call entry: a whole frame, the kernel's own registers, and the call
    iret
// LAB 4 END
