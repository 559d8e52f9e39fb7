// cuts_the_fraction.cpp -- 999 microseconds a tick: slow by a minute in eighteen hours.
// Fails: clock.never_drifts

    // LAB 1 BEGIN clock: wrong on purpose
    static_cast<void>(fraction);
    info_page.clock_us += tick_us;
    // LAB 1 END
