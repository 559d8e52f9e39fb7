/* pointer.S -- trusted code calls by a pointer, and is interrupted right before what it calls: by a
 * breakpoint of the processor. The first time it goes on there, the second time one instruction further.
 */
#include "guest.h"
        .globl  trusted, trusted_end, callee
        .equ    resume_flag, 0x10000
entry:  movl    $stack_top, %esp
        lgdt    gdt_pointer
        ljmp    $8, $1f
1:      movw    $16, %ax
        movw    %ax, %ss
        movl    $handler, %eax
        movw    %ax, gate
        shrl    $16, %eax
        movw    %ax, gate + 6
        lidt    idt_pointer
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
        .align  8
gdt:    .quad   0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
idt:    .quad   0
gate:   .word   0, 8, 0x8E00, 0
gdt_pointer:
        .word   3 * 8 - 1
        .long   gdt
idt_pointer:
        .word   2 * 8 - 1
        .long   idt
        .bss
further:
        .skip   4
        .skip   1024
stack_top:
