// print.hpp -- text on the console. No formatting language: one function for each kind of thing.
#pragma once

#include <stdint.h>

namespace kumquat {

/// One character; a line feed is preceded by a carriage return, as terminals want it.
void print_character(char character);

/// A text that ends with a zero byte.
void print(const char* text);

/// The low 4 * digits bits of `value` in hexadecimal, upper case, with leading zeros.
/// \param digits  1..8
void print_hex(uint32_t value, uint32_t digits = 8);

/// `value` in decimal, without leading zeros.
void print_decimal(uint32_t value);

}  // namespace kumquat
