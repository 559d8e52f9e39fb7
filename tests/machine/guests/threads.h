/* threads.h -- trusted code is interrupted by int3, and then calls the kernel by int 3, which has two
 * bytes. WHEN_INTERRUPTED and WHEN_CALLED are what the kernel does then; the frame lies at ESP.
 */
#pragma once

#include "guest.h"
        .globl  trusted, trusted_end, stack, stack_top, interrupted
entry:  movl    $stack_top, %esp
        load_segments
        load_gate on_gate
        call    trusted
        movb    $42, %al
        outb    %al, $EXIT_PORT
2:      jmp     2b
on_gate:
        incl    times
        cmpl    $1, times
        jne     1f
        WHEN_INTERRUPTED
        iret
1:      WHEN_CALLED
        iret
trusted:
        call    inner
        ret
astray: ret
inner:  movl    $1, %ebx
        int3
interrupted:
        incl    %ebx
        .byte   0xCD, 3
        ret
trusted_end:
        .data
        segments
        one_gate 3
        .bss
times:  .skip   4
stack:  .skip   1024
stack_top:
