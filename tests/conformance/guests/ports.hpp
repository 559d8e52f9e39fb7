// ports.hpp -- what a driver does with the machine: ports, and the real-time clock.
// Source: Motorola, "MC146818 Real-Time Clock", registers A, B, C.
#pragma once

#include <stdint.h>

namespace kumquat::user {

inline void out_byte(uint16_t port, uint8_t value) {
    asm volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}
inline uint8_t in_byte(uint16_t port) {
    uint8_t value;
    asm volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
    return value;
}

/// The periodic interrupt of the real-time clock, line 8.
constexpr uint32_t clock_line = 8;

inline uint8_t read_clock(uint8_t number) {
    out_byte(0x70, number);
    return in_byte(0x71);
}
inline void write_clock(uint8_t number, uint8_t value) {
    out_byte(0x70, number);
    out_byte(0x71, value);
}
/// Interrupts 1,024 times a second, until stop_clock. Each must be answered.
inline void start_clock() {
    write_clock(0x0A, static_cast<uint8_t>((read_clock(0x0A) & 0xF0) | 6));
    write_clock(0x0B, static_cast<uint8_t>(read_clock(0x0B) | 0x40));
    read_clock(0x0C);
}
inline void stop_clock() {
    write_clock(0x0B, static_cast<uint8_t>(read_clock(0x0B) & ~0x40));
    read_clock(0x0C);
}
/// Let the clock interrupt again.
inline void answer_clock() { read_clock(0x0C); }

}  // namespace kumquat::user
