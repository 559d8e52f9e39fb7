// ends_the_run.S -- a forger: announces the end of the test before it has begun.

    // LAB 11 BEGIN every hole: forged
    movb $0x2A, %al
    movw $0xF4, %dx
    outb %al, %dx
9:  jmp 9b
    // LAB 11 END
