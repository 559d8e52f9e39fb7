/* counted.S -- instructions that anybody can count, between the marks of a measurement.
 * It ends with value 0. The marks are those of user/lib/measure.hpp, spelled out.
 */
#include "tests/machine/guests/guest.h"

#define ROUNDS 1000
#define WORDS 16

entry:
        movl    $stack_end, %esp
        movl    $ROUNDS, %ecx
        cld
        testl   $0x4B4D0001, %eax       /* begin */

        /* A loop: 3 instructions a round; a load and a store in the first of them. */
.globl loop_begin
loop_begin:
        incl    counter
        decl    %ecx
        jnz     loop_begin

        /* 3 instructions, and what a string instruction of 16 rounds counts. */
        movl    $source, %esi
        movl    $target, %edi
        movl    $WORDS, %ecx
.globl string_instruction
string_instruction:
        rep movsl

        /* 2 instructions with one access each. */
        pushl   %eax
        popl    %eax
        testl   $0x4B4D0002, %eax       /* end */

        pushl   %eax                    /* not recorded any more */
        movb    $0, %al
        outb    %al, $EXIT_PORT
1:      hlt
        jmp     1b

        .data
counter:
        .long   0
source: .skip   4 * WORDS
target: .skip   4 * WORDS
        .bss
        .skip   4096
stack_end:
