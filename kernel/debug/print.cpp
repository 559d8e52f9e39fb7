// print.cpp -- text on the console, character by character.
#include "kernel/debug/print.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/x86/serial.hpp"

namespace kumquat {

void print_character(char character) {
    if (character == '\n') {
        serial_put('\r');
    }
    serial_put(character);
}

void print(const char* text) {
    while (*text != '\0') {
        print_character(*text);
        ++text;
    }
}

void print_hex(uint32_t value, uint32_t digits) {
    // LAB 0 BEGIN hexadecimal: the highest of the wanted digits first
    while (digits > 0) {
        --digits;
        print_character("0123456789ABCDEF"[(value >> (4 * digits)) & 0xF]);
    }
    // LAB 0 END
}

void print_decimal(uint32_t value) {
    char digits[10];  // 2^32 - 1 has ten
    uint32_t count = 0;
    do {
        digits[count] = static_cast<char>('0' + value % 10);
        value /= 10;
        ++count;
    } while (value != 0);
    while (count > 0) {
        --count;
        print_character(digits[count]);
    }
}

}  // namespace kumquat
