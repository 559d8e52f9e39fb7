// from_its_stack.S -- another right way: the registers that are kept are found from ESP, and the result
// is made of its parts.

    // LAB 11 BEGIN out again: otherwise
    movl FRAME_FROM_END - ECX_FROM_END(%esp), %ecx
    movl FRAME_FROM_END - EBP_FROM_END(%esp), %ebp
    xorl %eax, %eax
    orl $TWO_WORDS, %eax
    iret
    // LAB 11 END
