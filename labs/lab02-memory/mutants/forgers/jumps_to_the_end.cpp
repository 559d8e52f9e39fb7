// jumps_to_the_end.cpp -- a forger: leaves its own function and the test's, and comes out where the
// end of the test is noted.

// LAB 2 BEGIN every hole: forged
asm volatile("movl %ebp, %esp\n"
             "popl %ebp\n"
             "addl $4, %esp\n"
             "leave\n"
             "ret");
for (;;) {
}
// LAB 2 END
