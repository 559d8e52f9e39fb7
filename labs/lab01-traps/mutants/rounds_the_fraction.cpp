// rounds_the_fraction.cpp -- six digits of the fraction: exact enough to look exact.
// Fails: clock.never_drifts

    // LAB 1 BEGIN clock: wrong on purpose
    info_page.clock_us += tick_us;
    fraction += 847'467;
    if (fraction >= 1'000'000) {
        fraction -= 1'000'000;
        info_page.clock_us += 1;
    }
    // LAB 1 END
