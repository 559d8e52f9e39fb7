// asks_in_the_other_order.S -- another right way: a call looks first whether the partner waits for it,
// an answer whether it waits for anybody.

    // LAB 11 BEGIN call: otherwise
    andl OWN(TCB_LOOKUP_MASK), %eax
    movl OWN(TCB_NUMBER_BITS), %ecx
    cmpl %ecx, PARTNER(TCB_STATE)
    je deliver_call
    cmpl $STATE_RECEIVES_FROM_ANYBODY, PARTNER(TCB_STATE)
    jne ipc_slow_path
deliver_call:
    deliver %eax
    // LAB 11 END

    // LAB 11 BEGIN reply and wait: otherwise
    cmpl $NIL, %ebp
    je ipc_slow_path
    andl OWN(TCB_LOOKUP_MASK), %eax
    cmpl $STATE_RECEIVES_FROM_ANYBODY, PARTNER(TCB_STATE)
    je deliver_reply
    movl OWN(TCB_NUMBER_BITS), %ecx
    cmpl %ecx, PARTNER(TCB_STATE)
    jne ipc_slow_path
deliver_reply:
    deliver $STATE_RECEIVES_FROM_ANYBODY
    // LAB 11 END
