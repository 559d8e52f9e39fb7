/* guest.h -- the beginning of every tiny guest: multiboot header, entry, a stack.
 * The guests are linked at 16 MB like the kernel; each does one thing that a machine can do.
 */
#pragma once

#define MULTIBOOT_MAGIC 0x1BADB002
#define EXIT_PORT 0xF4
#define SERIAL_PORT 0x3F8

/* Segments of our own, at 8 for code and 16 for data: what the loader has left is not ours. */
        .macro  load_segments
        lgdt    gdt_pointer
        ljmp    $8, $1f
1:      movw    $16, %ax
        movw    %ax, %ds
        movw    %ax, %es
        movw    %ax, %ss
        .endm

/* In .data. Further segments may follow. */
        .macro  segments more:vararg
        .align  8
gdt:    .quad   0, 0x00CF9A000000FFFF, 0x00CF92000000FFFF
        .ifnb   \more
        .quad   \more
        .endif
gdt_pointer:
        .word   . - gdt - 1
        .long   gdt
        .endm

/* A table of interrupt gates, of which the last one, `vector`, leads to a handler; in .data. */
        .macro  one_gate vector
        .align  8
idt:    .skip   \vector * 8
gate:   .word   0, 8, 0x8E00, 0
idt_pointer:
        .word   . - idt - 1
        .long   idt
        .endm

        .macro  load_gate handler
        movl    $\handler, %eax
        movw    %ax, gate
        shrl    $16, %eax
        movw    %ax, gate + 6
        lidt    idt_pointer
        .endm

        .section .multiboot, "a"
        .align  4
        .long   MULTIBOOT_MAGIC, 0, -MULTIBOOT_MAGIC
        .text
        .globl  entry
        .type   entry, @function
