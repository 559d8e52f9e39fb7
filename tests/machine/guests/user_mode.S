/* user_mode.S -- paging on, then iret to ring 3 at 0x20000000; the page there is 16 MB + 1 page.
 * Before, an iret inside ring 0 below the kernel's half must not count.
 */
#include "guest.h"
        .globl  user_code, page_directory
        .equ    user_address, 0x20000000
entry:  movl    $stack_top, %esp
        load_segments
        movl    $0x083, page_directory + 4 * 0
        movl    $0x01000083, page_directory + 4 * 4    /* 16 MB to itself, 4 MB page */
        movl    $page_table, %eax
        orl     $7, %eax
        movl    %eax, page_directory + 4 * (user_address >> 22)
        movl    $user_code, %eax
        orl     $5, %eax                               /* user, read only */
        movl    %eax, page_table
        movl    %cr4, %eax
        orl     $0x10, %eax
        movl    %eax, %cr4
        movl    $page_directory, %eax
        movl    %eax, %cr3
        movl    %cr0, %eax
        orl     $0x80000000, %eax
        movl    %eax, %cr0
        pushfl
        pushl   $8
        pushl   $2f
        iret
2:      pushl   $0x23
        pushl   $0
        pushl   $2
        pushl   $0x1B
        pushl   $user_address
        iret
        .align  4096
user_code:
        nop
1:      jmp     1b
        .data
        segments 0x00CFFA000000FFFF, 0x00CFF2000000FFFF
        .bss
        .align  4096
page_directory:
        .skip   4096
page_table:
        .skip   4096
        .skip   1024
stack_top:
