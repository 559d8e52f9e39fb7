// interrupt.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN interrupt: forged
    static_cast<void>(line);
    clock_tick();
    // LAB 1 END
