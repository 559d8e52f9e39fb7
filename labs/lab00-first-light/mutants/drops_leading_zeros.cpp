// drops_leading_zeros.cpp -- prints no more digits than the value needs.
// Fails: hexadecimal.keeps_leading_zeros

    // LAB 0 BEGIN hexadecimal: wrong on purpose
    bool started = false;
    while (digits > 0) {
        --digits;
        const uint32_t digit = (value >> (4 * digits)) & 0xF;
        started = started || digit != 0 || digits == 0;
        if (started) {
            print_character("0123456789ABCDEF"[digit]);
        }
    }
    // LAB 0 END
