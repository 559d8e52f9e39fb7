// never_acknowledges.cpp -- the first tick is the last.
// Fails: clock.ticks_each_millisecond

    // LAB 1 BEGIN interrupt: wrong on purpose
    if (is_spurious_interrupt(line)) {
        return;
    }
    if (line == timer_line) {
        clock_tick();
        scheduler_tick();
    }
    // LAB 1 END
