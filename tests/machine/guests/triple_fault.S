/* triple_fault.S -- an undefined instruction without any interrupt table. */
#include "guest.h"
        .globl  culprit
entry:  lidt    nothing
        movl    $1000, %ecx
1:      loop    1b
culprit:
        ud2
        .data
nothing:
        .word   0
        .long   0
