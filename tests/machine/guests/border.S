/* border.S -- trusted code between two labels: it is called, calls out, is come back to; and then
 * somebody jumps into the midst of it. The last store is in the block that ends the run.
 */
#include "guest.h"
        .globl  trusted, trusted_end, door, midst, own, shared, work, store, last_store
entry:  movl    $stack_top, %esp
        call    door
        jmp     midst
work:   movl    shared, %eax
        incl    %eax
store:  movl    %eax, shared
        ret
trusted:
door:   movl    $3, %ecx
1:      movl    %ecx, own
        call    work                    /* out and back, in a loop */
        call    inner
        loop    1b
        ret
inner:  movl    $0, own
        ret
midst:  jmp     end
trusted_end:
end:    movb    $42, %al
last_store:
        movl    %eax, late              /* and at once, in the same block: */
        outb    %al, $EXIT_PORT
2:      jmp     2b
        .bss
own:    .skip   4
shared: .skip   4
        .globl  late
late:   .skip   4
        .skip   1024
stack_top:
