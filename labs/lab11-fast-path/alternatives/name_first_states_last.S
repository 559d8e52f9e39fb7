// name_first_states_last.S -- another right way: what needs our stack is read first, and the partner's
// fields are reached from the end of its TCB.

    // LAB 11 BEGIN hand over: otherwise
    trace_fast_ipc
    pass_words
    leal TCB_ARRAY + TCB_SIZE(, %eax, 2), %ecx
    movl OWN(TCB_ID + 4), %edi
    movl OWN(TCB_ID), %esi
    movl \state, OWN(TCB_STATE)
    movl OWN(TCB_DIRECTORY), %ebp
    movl TCB_DIRECTORY - TCB_SIZE(%ecx), %eax
    movl %ecx, TSS_ESP0
    movl $STATE_RUNNING, TCB_STATE - TCB_SIZE(%ecx)
    leal -FRAME_FROM_END(%ecx), %esp
    cmpl %ebp, %eax
    movl %ecx, %ebp
    je 1f
    movl %eax, %cr3
1:
    // LAB 11 END
