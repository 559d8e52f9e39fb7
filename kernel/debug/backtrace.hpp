// backtrace.hpp -- from addresses to names of functions.
// The kernel image carries a table of its own functions (section .symbols), which the build
// makes from the linked ELF file and links in again; and beside it the texts of assertions.
#pragma once

#include <stdint.h>

namespace kumquat {

/// Print " (name)" for the function that contains `address`; nothing if none does.
void print_symbol(uint32_t address);

/// "file:line   condition" of the KASSERT that called.
const char* assertion_text(const void* return_address);

/// Print the functions that called each other, innermost first.
/// \param frame_pointer  EBP of the innermost; 0: nothing to print
void print_backtrace(uint32_t frame_pointer);

}  // namespace kumquat
