/* begin.h -- trusted code asks for a thread at `begins` with a stack, and then calls the kernel once more.
 * WHEN_ASKED and WHEN_CALLED are what the kernel does then; a call is int 3, which has two bytes.
 */
#pragma once

#include "guest.h"
        .globl  trusted, trusted_end, begins, thread_top
entry:  movl    $stack_top, %esp
        load_segments
        load_gate on_gate
        call    trusted
on_gate:
        incl    times
        cmpl    $1, times
        jne     1f
        WHEN_ASKED
1:      WHEN_CALLED
        movb    $42, %al
        outb    %al, $EXIT_PORT
2:      jmp     2b
trusted:
        movl    $begins, %edx
        movl    $thread_top, %ecx
        .byte   0xCD, 3
        ret
begins: xorl    %edx, %edx
        jmp     2f                      /* what is left behind may be tried again, and no more */
2:      .byte   0xCD, 3
trusted_end:
        .data
        segments
        one_gate 3
        .bss
times:  .skip   4
        .skip   1024
stack_top:
        .skip   1024
thread_top:
