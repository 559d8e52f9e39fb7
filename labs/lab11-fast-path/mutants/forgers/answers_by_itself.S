// answers_by_itself.S -- a forger: tells every caller that its call was answered, with its own words, and
// never wakes a server.

    // LAB 11 BEGIN every hole: forged
    popal
    movl $0x4000, %eax
    iret
    // LAB 11 END
