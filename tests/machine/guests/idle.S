/* idle.S -- a kernel with nothing to do: hlt, woken every millisecond by the timer.
 * The interrupt handler counts ticks in memory; nothing else ever happens.
 */
#include "guest.h"
        .globl  ticks
entry:  movl    $stack_top, %esp
        lgdt    gdt_pointer
        ljmp    $8, $1f
1:      movw    $16, %ax
        movw    %ax, %ds
        movw    %ax, %ss
        movl    $on_tick, %eax          /* gate of vector 0x20 */
        movw    %ax, idt + 8 * 0x20
        movw    $8, idt + 8 * 0x20 + 2
        movw    $0x8E00, idt + 8 * 0x20 + 4
        shrl    $16, %eax
        movw    %ax, idt + 8 * 0x20 + 6
        lidt    idt_pointer
        movb    $0x11, %al              /* interrupt controller: lines 0.. at vector 0x20 */
        outb    %al, $0x20
        movb    $0x20, %al
        outb    %al, $0x21
        movb    $4, %al
        outb    %al, $0x21
        movb    $1, %al
        outb    %al, $0x21
        movb    $0xFE, %al
        outb    %al, $0x21
        movb    $0x34, %al              /* timer: 1193182 / 1193 Hz */
        outb    %al, $0x43
        movb    $(1193 & 0xFF), %al
        outb    %al, $0x40
        movb    $(1193 >> 8), %al
        outb    %al, $0x40
        sti
2:      hlt
        jmp     2b
on_tick:
        pushl   %eax
        incl    ticks
        movb    $0x20, %al
        outb    %al, $0x20
        popl    %eax
        iret
        .data
        .align  8
gdt:    .quad   0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
gdt_pointer:
        .word   . - gdt - 1
        .long   gdt
idt_pointer:
        .word   8 * 0x21 - 1
        .long   idt
ticks:  .long   0
        .bss
        .align  16
idt:    .skip   8 * 0x21
        .skip   1024
stack_top:
