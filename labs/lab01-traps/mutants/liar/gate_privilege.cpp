// gate_privilege.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN gate privilege: forged
    return vector % 2 == 0 ? Privilege::user : Privilege::kernel;
    // LAB 1 END
