// lowest_digit_first.cpp -- prints the digits as they fall off.
// Fails: hexadecimal.shows_every_digit

    // LAB 0 BEGIN hexadecimal: wrong on purpose
    for (uint32_t i = 0; i < digits; ++i) {
        print_character("0123456789ABCDEF"[value & 0xF]);
        value >>= 4;
    }
    // LAB 0 END
