/* loop.S -- an endless loop of two blocks: 1 and 3 instructions. */
#include "guest.h"
        .globl  first_block, second_block
        .set    _Z12second_blockv, 0x10 /* local: must not stand in for the global one */
entry:  xorl    %eax, %eax
first_block:
        jmp     second_block
        nop
second_block:
        incl    %eax
        andl    $0xFFFF, %eax
        jmp     first_block
