// one_question_after_the_other.S -- another right way: two questions stay two.

    // LAB 11 BEGIN common case: otherwise
    testl %eax, %eax
    jnz message_path
    testb $RECEIVE_EXPONENT, %cl
    jnz message_path
    movl %esi, %eax
    testl $OPEN_RECEIVE, %ebp
    jnz reply_and_wait
    // LAB 11 END
