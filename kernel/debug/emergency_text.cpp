// emergency_text.cpp -- polled output, from scratch.
#include "kernel/debug/emergency_text.hpp"

#include "kernel/x86/serial.hpp"

namespace kumquat {

namespace {

void put(char character) {
    while ((serial_read(SerialRegister::line_status) & serial_transmitter_ready) == 0) {
    }
    serial_write(SerialRegister::data, static_cast<uint8_t>(character));
}

}  // namespace

void emergency_print(const char* text) {
    for (; *text != '\0'; ++text) {
        if (*text == '\n') {
            put('\r');
        }
        put(*text);
    }
}

void emergency_print_hex(uint32_t value) {
    emergency_print("0x");
    for (int shift = 28; shift >= 0; shift -= 4) {
        const uint32_t digit = (value >> shift) & 15;
        put(static_cast<char>(digit < 10 ? '0' + digit : 'A' + digit - 10));
    }
}

void emergency_print_decimal(uint32_t value) {
    uint32_t place = 1;
    while (value / place >= 10) {
        place *= 10;
    }
    for (; place != 0; place /= 10) {
        put(static_cast<char>('0' + value / place % 10));
    }
}

}  // namespace kumquat
