/* idle.S -- a kernel with nothing to do: hlt, woken every millisecond by the timer.
 * The interrupt handler counts ticks in memory; nothing else ever happens.
 */
#include "guest.h"
        .globl  ticks
entry:  movl    $stack_top, %esp
        load_segments
        load_gate on_tick
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
        segments
        one_gate 0x20
ticks:  .long   0
        .bss
        .skip   1024
stack_top:
