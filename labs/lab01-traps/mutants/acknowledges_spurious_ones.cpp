// acknowledges_spurious_ones.cpp -- ends an interrupt that is still being served.
// Fails: clock.spurious_interrupt_is_left_alone

    // LAB 1 BEGIN interrupt: wrong on purpose
    acknowledge_interrupt(line);
    if (line == timer_line) {
        clock_tick();
        scheduler_tick();
    }
    // LAB 1 END
