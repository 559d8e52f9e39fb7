/* single_step.S -- trusted code runs in ring 3 with the trap flag: the kernel would come in between any
 * two of its instructions.
 */
#include "guest.h"
        .globl  trusted, trusted_end
        .equ    flags_with_trap, 0x102
entry:  movl    $stack_top, %esp
        load_segments
        pushl   $0x23
        pushl   $stack_top
        pushl   $flags_with_trap
        pushl   $0x1B
        pushl   $trusted
        iret
trusted:
        nop
1:      jmp     1b
trusted_end:
        .data
        segments 0x00CFFA000000FFFF, 0x00CFF2000000FFFF
        .bss
        .skip   1024
stack_top:
