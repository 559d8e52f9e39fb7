/* frames.S -- writes memory of trusted code without a store: the processor pushes the frame of int3
 * wherever ESP points. Once before the trusted code runs again, once right before the end.
 */
#include "guest.h"
        .globl  trusted, trusted_end, early, late, never
        .equ    frame_bytes, 12
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
        call    trusted
        movl    $early + frame_bytes, %esp
        int3
        call    trusted
        movl    $late + frame_bytes, %esp
        int3
        movb    $42, %al
        outb    %al, $EXIT_PORT
2:      jmp     2b
handler:
        popl    %eax
        movl    $stack_top, %esp
        jmp     *%eax
trusted:
        movl    $1, early
        movl    $1, late
        movl    $1, never
        ret
trusted_end:
        .data
        .align  8
gdt:    .quad   0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
idt:    .quad   0, 0, 0
gate:   .word   0, 8, 0x8E00, 0
gdt_pointer:
        .word   3 * 8 - 1
        .long   gdt
idt_pointer:
        .word   4 * 8 - 1
        .long   idt
        .bss
early:  .skip   frame_bytes
late:   .skip   frame_bytes
never:  .skip   frame_bytes
        .skip   1024
stack_top:
