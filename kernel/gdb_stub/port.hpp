// port.hpp -- the second serial port (COM2), over which GDB talks to the kernel.
// While the machine stands, it is polled. While it runs, a character that comes interrupts it.
// (The kernel's console has functions of its own: they are a lab's, and may be empty yet.)
// Source: PC16550D data sheet, "Registers"; see serial.hpp.
#pragma once

#include "kernel/gdb_stub/packet.hpp"

namespace kumquat::gdb {

constexpr uint32_t port_line = 3;  // of the interrupt controller

/// 115,200 baud, 8 bits, an interrupt for each character. \return  false if there is no such port
[[nodiscard]] bool open_port();

/// Waits until there is room.
void put_character(char character);

/// Waits until all has gone out: a machine that ends takes with it what has not.
void finish_sending();

/// One received character, or -1 if there is none.
int get_character();

}  // namespace kumquat::gdb
