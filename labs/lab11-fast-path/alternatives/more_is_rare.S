// more_is_rare.S -- another right way: a receive descriptor above 2 GB is left to the long way with nil, and
// a call whose buffer lies there, too. (No buffer of the tests does.)

    // LAB 11 BEGIN reply and wait: otherwise
    testl %ebp, %ebp
    js ipc_slow_path
    andl OWN(TCB_LOOKUP_MASK), %eax
    movl OWN(TCB_NUMBER_BITS), %ecx
    cmpl %ecx, PARTNER(TCB_STATE)
    je deliver_reply
    cmpl $STATE_RECEIVES_FROM_ANYBODY, PARTNER(TCB_STATE)
    jne ipc_slow_path
deliver_reply:
    deliver $STATE_RECEIVES_FROM_ANYBODY
    // LAB 11 END
