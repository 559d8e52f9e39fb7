/* other_code.S -- three functions that are called: the first as it is, the second after it was written
 * to, the third after another page was mapped to its address.
 */
#include "guest.h"
        .globl  same, written, mapped
entry:  movl    $stack_top, %esp
        call    same
        movb    $0x40, written          /* incl %eax */
        call    written
        /* The first 16 MB and those of this guest one to one; `mapped` in the page of `other`. */
        movl    $table, %edi
        movl    $0x1000003, %eax
1:      stosl
        addl    $0x1000, %eax
        cmpl    $table + 4096, %edi
        jb      1b
        movl    $table + 3, directory + 16
        movl    $other, %eax
        andl    $~0xFFF, %eax
        orl     $3, %eax
        movl    $mapped, %ebx
        shrl    $12, %ebx
        andl    $0x3FF, %ebx
        movl    %eax, table(, %ebx, 4)
        movl    $directory, %eax
        movl    %eax, %cr3
        movl    %cr0, %eax
        orl     $0x80000000, %eax
        movl    %eax, %cr0
        call    mapped
        movb    $42, %al
        outb    %al, $EXIT_PORT
2:      jmp     2b
        .balign 16
same:   nop
        ret
written:
        nop
        ret
        .balign 4096
mapped: nop
        ret
        .balign 4096
other:  incl    %eax
        ret
        .bss
        .balign 4096
directory: .skip 4096
table:  .skip   4096
        .skip   1024
stack_top:
