// crowd.S -- code for threads that only fill the machine: no stack, no memory but these lines.
// Nothing to send (EAX), receive from nobody (EBP, ESI): a sleep, as long as ECX says.
#include "user/bench/region.hpp"

.text
.balign 64
.global bench_reader
bench_reader:
    movl BENCH_REGION, %eax     // a fault: the whole region comes
.global bench_sleeper
bench_sleeper:
    xorl %ecx, %ecx             // for ever
    jmp sleep

.global bench_dozer
bench_dozer:
    movl $0xFF000005, %ecx      // receive timeout 255 * 1.048576 s

sleep:
    movl $-1, %eax
    xorl %ebp, %ebp
    xorl %esi, %esi
    int $0x30
    jmp sleep

.section .note.GNU-stack, "", @progbits
