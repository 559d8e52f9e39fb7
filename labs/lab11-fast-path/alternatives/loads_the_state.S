// loads_the_state.S -- another right way: the partner's state is read once, into a register. Anybody is
// all ones: one more is zero.

    // LAB 11 BEGIN call: otherwise
    andl OWN(TCB_LOOKUP_MASK), %eax
    movl PARTNER(TCB_STATE), %ecx
    incl %ecx
    jz deliver_call
    decl %ecx
    cmpl OWN(TCB_NUMBER_BITS), %ecx
    jne ipc_slow_path
deliver_call:
    deliver %eax
    // LAB 11 END

    // LAB 11 BEGIN reply and wait: otherwise
    movl %ebp, %ecx
    incl %ecx
    jz ipc_slow_path
    andl OWN(TCB_LOOKUP_MASK), %eax
    movl PARTNER(TCB_STATE), %ecx
    cmpl OWN(TCB_NUMBER_BITS), %ecx
    je deliver_reply
    cmpl $STATE_RECEIVES_FROM_ANYBODY, %ecx
    jne ipc_slow_path
deliver_reply:
    deliver $STATE_RECEIVES_FROM_ANYBODY
    // LAB 11 END
