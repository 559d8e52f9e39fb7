// serial.hpp -- the first serial port (COM1): the kernel's console.
// Source: National Semiconductor, "PC16550D Universal Asynchronous Receiver/Transmitter with
// FIFOs", data sheet, "Registers".
#pragma once

#include <stdint.h>

namespace kumquat {

/// Registers of the 16550, as offsets from the port's base.
enum class SerialRegister : uint16_t {
    data = 0,              // transmit and receive; divisor low while the latch is open
    interrupt_enable = 1,  // divisor high while the latch is open
    fifo_control = 2,
    line_control = 3,  // word length; bit 7 opens the divisor latch
    modem_control = 4,
    line_status = 5,  // bit 0: a character came; bit 5: room for one; bit 6: all sent
};

/// Bits of the line-status register.
constexpr uint8_t serial_data_ready = 1u << 0;
constexpr uint8_t serial_transmitter_ready = 1u << 5;
constexpr uint8_t serial_transmitter_empty = 1u << 6;

/// Values for its registers: 8 bits without parity and one stop bit; the first two registers are the
/// divisor; FIFOs.
constexpr uint8_t serial_line_8n1 = 0x03, serial_divisor_latch = 0x80;
constexpr uint8_t serial_fifos_on_and_empty = 0x07;

uint8_t serial_read(SerialRegister which);
void serial_write(SerialRegister which, uint8_t value);

/// 115,200 baud, 8 bits, no parity, one stop bit, no interrupts.
void initialize_serial();

/// Send one character. Waits until the transmitter has room for it: a character written
/// before that is lost on real hardware, and in Bochs.
void serial_put(char character);

/// Wait until the last character has left the machine. Call it before the machine stops.
void serial_flush();

/// One received character, or -1 if there is none.
int serial_get();

}  // namespace kumquat
