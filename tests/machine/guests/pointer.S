/* pointer.S -- trusted code calls by a pointer, and is interrupted right before what it calls: by a
 * breakpoint of the processor. The first time it goes on there, the second time one instruction further.
 */
#include "guest.h"
        .globl  trusted, trusted_end, callee
        .equ    resume_flag, 0x10000
entry:  movl    $stack_top, %esp
        load_segments
        load_gate handler
        movl    $callee, %eax
        movl    %eax, %dr0
        movl    $1, %eax
        movl    %eax, %dr7
        call    trusted
        incl    further
        call    trusted
        movb    $42, %al
        outb    %al, $EXIT_PORT
2:      jmp     2b
handler:
        pushl   %eax
        movl    further, %eax
        addl    %eax, 4(%esp)
        popl    %eax
        orl     $resume_flag, 8(%esp)
        iret
trusted:
        movl    $callee, %eax
        call    *%eax
        ret
callee: nop
        ret
trusted_end:
        .data
        segments
        one_gate 1
        .bss
further:
        .skip   4
        .skip   1024
stack_top:
