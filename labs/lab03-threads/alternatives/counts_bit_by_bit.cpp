// counts_bit_by_bit.cpp -- another right way: eight words, and in the right one bit by bit.

    // LAB 3 BEGIN next below: otherwise
    uint32_t bit = static_cast<uint32_t>(priority);
    while (bit > 0) {
        if (bit % bits == 0 && bitmap_[bit / bits - 1] == 0) {
            bit -= bits;
            continue;
        }
        --bit;
        if ((bitmap_[bit / bits] & (1u << (bit % bits))) != 0) {
            return static_cast<int>(bit) + 1;
        }
    }
    return 0;
    // LAB 3 END
