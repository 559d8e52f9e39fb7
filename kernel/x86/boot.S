// boot.S -- from the boot loader's last instruction to kernel_main.
// One idea: build a page directory that shows the kernel at its high address, switch paging
// on, and jump there. Until the jump, code runs at its physical address (section .boot).
// Source: "Multiboot Specification 0.6.96"; Intel SDM vol. 3A, "Paging", "32-bit paging".

#include "kernel/memory_layout.hpp"
#include "kernel/x86/page_table_bits.hpp"

#define MULTIBOOT_MAGIC 0x1BADB002
#define MULTIBOOT_FLAGS 0x00000003 /* modules on page boundaries; memory map wanted */

#define CR0_PAGING 0x80000000
#define CR0_WRITE_PROTECT 0x00010000
#define CR4_LARGE_PAGES 0x00000010

#define LARGE (PTE_PRESENT | PTE_WRITABLE | PTE_LARGE)

.section .multiboot, "a"
.balign 4
    .long MULTIBOOT_MAGIC, MULTIBOOT_FLAGS, -(MULTIBOOT_MAGIC + MULTIBOOT_FLAGS)

.section .boot, "ax"
// in: EAX = 0x2BADB002, EBX = physical address of the multiboot information; paging off,
//     flat segments, interrupts off.   Does not return.
.global _start
.type _start, @function
_start:
    cld
    movl %eax, %esi                         // 1. keep the loader's word; note the time
    rdtsc
    movl %eax, boot_tsc - KERNEL_OFFSET
    movl %edx, boot_tsc - KERNEL_OFFSET + 4

    movl $(master_directory - KERNEL_OFFSET), %edi
    movl $(KERNEL_PHYSICAL | LARGE), %eax   // 2. the kernel image: at its own address, ...
    movl %eax, 4 * (KERNEL_PHYSICAL >> 22)(%edi)
    movl %eax, 4 * (KERNEL_IMAGE >> 22)(%edi)  //  ... and high
    movl $LARGE, %eax                       // 3. the direct window: 64 pages of 4 MB
    movl $(DIRECT_WINDOW_SIZE / LARGE_PAGE_SIZE), %ecx
    leal 4 * (DIRECT_WINDOW >> 22)(%edi), %edx
1:  movl %eax, (%edx)
    addl $LARGE_PAGE_SIZE, %eax
    addl $4, %edx
    decl %ecx
    jnz 1b

    movl %edi, %cr3                         // 4. paging on; WP so that the kernel, too,
    movl %cr4, %eax                         //    faults on read-only pages
    orl $CR4_LARGE_PAGES, %eax
    movl %eax, %cr4
    movl %cr0, %eax
    orl $(CR0_PAGING | CR0_WRITE_PROTECT), %eax
    movl %eax, %cr0
    movl $high, %eax
    jmp *%eax

.section .start_up, "ax"
high:
    movl $0, master_directory + 4 * (KERNEL_PHYSICAL >> 22)  // 5. forget the low address
    movl %edi, %cr3
    movl $boot_stack_end, %esp
    xorl %ebp, %ebp                         // the end of every backtrace
    movl %esi, %eax                         // loader's magic word, its information
    movl %ebx, %edx
    call kernel_main
2:  cli
    hlt
    jmp 2b

.section .bss.page_aligned, "aw", @nobits
.balign 4096
.global master_directory
master_directory:
    .skip 4096
boot_stack:
    .skip 4096
boot_stack_end:

.bss
.balign 8
.global boot_tsc
boot_tsc:
    .skip 8

.section .note.GNU-stack, "", @progbits
