// emergency_text.cpp -- polled output, from scratch.
#include "kernel/debug/emergency_text.hpp"

extern "C" void emergency_put(char character);  // emergency_put.S

namespace kumquat {

void emergency_print(const char* text) {
    for (; *text != '\0'; ++text) {
        if (*text == '\n') {
            emergency_put('\r');
        }
        emergency_put(*text);
    }
}

void emergency_print_hex(uint32_t value) {
    emergency_print("0x");
    for (int nibble = 0; nibble < 8; ++nibble) {
        value = (value << 4) | (value >> 28);  // the highest digit comes to the end
        const uint32_t digit = value % 16;
        emergency_put(static_cast<char>(digit + (digit > 9 ? 'A' - 10 : '0')));
    }
}

void emergency_print_decimal(uint32_t value) {
    uint32_t place = 1;
    while (value / place >= 10) {
        place *= 10;
    }
    for (; place != 0; place /= 10) {
        emergency_put(static_cast<char>('0' + value / place % 10));
    }
}

}  // namespace kumquat
