/* guest.h -- the beginning of every tiny guest: multiboot header, entry, a stack.
 * The guests are linked at 16 MB like the kernel; each does one thing that a machine can do.
 */
#pragma once

#define MULTIBOOT_MAGIC 0x1BADB002
#define EXIT_PORT 0xF4
#define SERIAL_PORT 0x3F8

        .section .multiboot, "a"
        .align  4
        .long   MULTIBOOT_MAGIC, 0, -MULTIBOOT_MAGIC
        .text
        .globl  entry
        .type   entry, @function
