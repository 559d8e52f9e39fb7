// knows_one_spurious_line.cpp -- 7; but the second controller has one, too.
// Fails: clock.spurious_interrupt_is_left_alone

    // LAB 1 BEGIN interrupt: wrong on purpose
    if (line == 7 && is_spurious_interrupt(line)) {
        return;
    }
    acknowledge_interrupt(line);
    if (line == timer_line) {
        clock_tick();
        scheduler_tick();
    }
    // LAB 1 END
