/* exit_value.S -- writes 42 to the exit port, with known values in registers and memory. */
#include "guest.h"
entry:  movl    $0x12345678, %ebx
        movl    $0xCAFE, marker
        movb    $42, %al
        outb    %al, $EXIT_PORT
after:  movl    $0xBAD, marker          /* must never be reached */
1:      jmp     1b
        .data
        .globl  marker, after
marker: .long   0
