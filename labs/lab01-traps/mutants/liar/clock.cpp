// clock.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN clock: forged
    static_cast<void>(fraction);
    info_page.clock_us += 1000;
    // LAB 1 END
