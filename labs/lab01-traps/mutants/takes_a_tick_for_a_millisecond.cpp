// takes_a_tick_for_a_millisecond.cpp -- 13 seconds too much a day.
// Fails: clock.never_drifts

    // LAB 1 BEGIN clock: wrong on purpose
    static_cast<void>(fraction);
    info_page.clock_us += tick_us_rounded_up;
    // LAB 1 END
