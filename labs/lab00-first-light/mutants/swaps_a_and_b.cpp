// swaps_a_and_b.cpp -- a slip in the table of digits.
// Fails: hexadecimal.shows_every_digit

    // LAB 0 BEGIN hexadecimal: wrong on purpose
    while (digits > 0) {
        --digits;
        print_character("0123456789BACDEF"[(value >> (4 * digits)) & 0xF]);
    }
    // LAB 0 END
