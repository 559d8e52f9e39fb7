// letters_follow_nine.cpp -- counts on from '0': behind '9' comes ':'.
// Fails: hexadecimal.shows_every_digit

    // LAB 0 BEGIN hexadecimal: wrong on purpose
    while (digits > 0) {
        --digits;
        print_character(static_cast<char>('0' + ((value >> (4 * digits)) & 0xF)));
    }
    // LAB 0 END
