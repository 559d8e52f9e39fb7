// shows_the_high_digits.cpp -- begins at place 7 even if fewer digits are wanted.
// Fails: hexadecimal.shows_the_low_digits

    // LAB 0 BEGIN hexadecimal: wrong on purpose
    for (uint32_t i = 0; i < digits; ++i) {
        print_character("0123456789ABCDEF"[(value >> (28 - 4 * i)) & 0xF]);
    }
    // LAB 0 END
