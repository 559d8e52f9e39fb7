// always_eight_digits.cpp -- does not look at how many digits are wanted.
// Fails: hexadecimal.shows_the_low_digits

    // LAB 0 BEGIN hexadecimal: wrong on purpose
    for (uint32_t place = 8; place > 0; --place) {
        print_character("0123456789ABCDEF"[(value >> (4 * (place - 1))) & 0xF]);
    }
    static_cast<void>(digits);
    // LAB 0 END
