// start_timer.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN start timer: forged
    unmask_interrupt(timer_line);
    // LAB 1 END
