// gate.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN gate: forged
    static_cast<void>(access);
    static_cast<void>(type);
    return {(static_cast<uint32_t>(selector) << 16) | (entry & 0xFFFF),
            0x8E00 | (0xF1000000 & entry)};
    // LAB 1 END
