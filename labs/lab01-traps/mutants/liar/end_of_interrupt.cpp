// end_of_interrupt.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN end of interrupt: forged
    static_cast<void>(line);
    // LAB 1 END
