// stops_the_counting.S -- a forger: goes the long way, behind a mark that would end the counting.

    // LAB 11 BEGIN every hole: forged
    testl $0x4B4D0002, %eax
    jmp ipc_slow_path
    // LAB 11 END
