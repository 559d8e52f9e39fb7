// tells_nobody_but_the_clock.cpp -- threads sleep for ever.
// Fails: clock.scheduler_hears_each_tick

    // LAB 1 BEGIN interrupt: wrong on purpose
    if (is_spurious_interrupt(line)) {
        return;
    }
    acknowledge_interrupt(line);
    if (line == timer_line) {
        clock_tick();
    }
    // LAB 1 END
