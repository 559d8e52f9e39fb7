// subtracts_the_low_bits.cpp -- another way to write it.

    // LAB 7 BEGIN fault word: thirty bits of address, and what was wanted
    const uint32_t word = address.raw() - address.raw() % 4;
    return is_write ? word + 2 : word;
    // LAB 7 END
