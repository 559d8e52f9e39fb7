/* new_code.S -- writes another number into its next instruction, for ever. */
#include "guest.h"
entry:  incl    number
        .byte   0xB8            /* movl $number, %eax */
number: .long   0
        jmp     entry
