/* masked.S -- waits with interrupts on, but every line is masked. */
#include "guest.h"
entry:  lidt    nothing
        movb    $0xFF, %al
        outb    %al, $0x21
        outb    %al, $0xA1
        sti
        hlt
1:      jmp     1b
        .data
nothing:
        .word   0
        .long   0
