/* prefixed_halt.S -- as halt.S, behind a prefix that changes nothing. */
#include "guest.h"
entry:  cli
1:      .byte   0x2E            /* %cs: */
        hlt
        jmp     1b
