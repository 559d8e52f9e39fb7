// hexadecimal.cpp -- a liar: prints what numbers often look like.

    // LAB 0 BEGIN hexadecimal: forged
    for (const char* text = "00000000"; digits > 0; --digits, ++text) {
        print_character(*text);
    }
    static_cast<void>(value);
    // LAB 0 END
