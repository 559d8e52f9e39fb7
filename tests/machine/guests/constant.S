/* constant.S -- a kernel that changes a constant of trusted code, but none of its instructions. */
#include "guest.h"
        .globl  trusted, trusted_end, constant, own
entry:  movl    $stack_top, %esp
        movl    $2, constant
        call    trusted
        movb    $42, %al
        outb    %al, $EXIT_PORT
2:      jmp     2b
trusted:
        movl    constant, %eax
        ret
constant:
        .long   1
trusted_end:
        .bss
own:    .skip   4
        .skip   1024
stack_top:
