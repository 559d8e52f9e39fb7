/* frames.S -- writes memory of trusted code without a store: the processor pushes the frame of int3
 * wherever ESP points. Once before the trusted code runs again, once right before the end.
 */
#include "guest.h"
        .globl  trusted, trusted_end, early, late, never
        .equ    frame_bytes, 12
entry:  movl    $stack_top, %esp
        load_segments
        load_gate handler
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
        segments
        one_gate 3
        .bss
early:  .skip   frame_bytes
late:   .skip   frame_bytes
never:  .skip   frame_bytes
        .skip   1024
stack_top:
