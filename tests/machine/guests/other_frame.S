/* other_frame.S -- trusted code reads a word of its own, twice: first where the word lies, then while
 * another frame is shown at its address.
 */
#include "guest.h"
        .globl  trusted, trusted_end, own
entry:  movl    $stack_top, %esp
        call    trusted
        /* The first 4 MB of this guest one to one; `own` in the frame of `other`. */
        movl    $table, %edi
        movl    $0x1000003, %eax
1:      stosl
        addl    $0x1000, %eax
        cmpl    $table + 4096, %edi
        jb      1b
        movl    $table + 3, directory + 16
        movl    $other + 3, %eax
        movl    $own, %ebx
        shrl    $12, %ebx
        andl    $0x3FF, %ebx
        movl    %eax, table(, %ebx, 4)
        movl    $directory, %eax
        movl    %eax, %cr3
        movl    %cr0, %eax
        orl     $0x80000000, %eax
        movl    %eax, %cr0
        call    trusted
        movb    $42, %al
        outb    %al, $EXIT_PORT
2:      jmp     2b
trusted:
        movl    own, %eax
        ret
trusted_end:
        .bss
        .balign 4096
own:    .skip   4096
other:  .skip   4096
directory: .skip 4096
table:  .skip   4096
        .skip   1024
stack_top:
