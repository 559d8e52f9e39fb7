// exceptions.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN exceptions: forged
    static_cast<void>(frame);
    // LAB 1 END
