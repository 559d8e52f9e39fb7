// drops_the_rest.cpp -- sets the fraction to 0 when it overflows.
// Fails: clock.never_drifts

    // LAB 1 BEGIN clock: wrong on purpose
    info_page.clock_us += tick_us;
    fraction += tick_remainder;
    if (fraction >= timer_hz) {
        fraction = 0;
        info_page.clock_us += 1;
    }
    // LAB 1 END
