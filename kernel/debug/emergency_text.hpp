// emergency_text.hpp -- output for the kernel's last words.
// It uses nothing that a student writes: a kernel whose serial_put is a hole can still say so.
#pragma once

#include <stdint.h>

namespace kumquat {

void emergency_print(const char* text);
void emergency_print_hex(uint32_t value);  // 8 digits, with 0x
void emergency_print_decimal(uint32_t value);

}  // namespace kumquat
