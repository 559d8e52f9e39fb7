// pushes_the_lower_end.cpp -- vector and error code are pushed, the direction flag is cleared first, and
// EBP is zeroed by a move.

// LAB 4 BEGIN ipc entry: a whole frame, the kernel's own registers, and the TCB around the stack
    cld
    pushl $0
    pushl $0
    reload_segments
    movl $0, %ebp
    leal (%esp), %eax
    andl $~(TCB_SIZE - 1), %eax
    call run_ipc
    jmp return_from_trap
// LAB 4 END

// LAB 4 BEGIN call entry: a whole frame, the kernel's own registers, and the call
    cld
    pushal
    pushl $0
    pushl $0
    reload_segments
    movl $0, %ebp
    leal (%esp), %eax
    call system_call_\call
    addl $8, %esp
    jmp return_to_user
// LAB 4 END
