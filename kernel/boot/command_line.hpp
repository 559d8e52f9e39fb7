// command_line.hpp -- options for the kernel: "name=value" words behind its file name.
//   trace=stream   send the rest of the trace through port 0xE9 at the end of the run
//   tracekb=N      size of the trace ring in KB (default 2048)
//   kmem=N         size of the kernel pool in MB (default: a quarter of RAM)
//   memmap=B:L:T,… a memory map given by hand: base, length (hexadecimal), type of each entry
//   failalloc=K    for tests: the K-th allocation fails, and the next ones up to failcount=N (default
//                  1); with failcount=0 there is from then on only memory that is given back
//   gdb=wait       if the kernel has a stub for GDB: wait for GDB before anything is printed
//   test=NAME      a guest test of a lab, in builds that have some
#pragma once

#include <stdint.h>

namespace kumquat {

/// Keep a copy of the command line. \param text  ends with a zero; what does not fit is cut off
void set_command_line(const char* text);

/// The value of an option: the text behind "name=", up to the next space.
/// \param name    without "="
/// \param length  out: characters of the value
/// \return        nullptr if the option is not given; otherwise not zero-terminated
const char* option(const char* name, uint32_t& length);

/// Whether the option is given with exactly this value.
bool option_is(const char* name, const char* value);

/// Decimal value of an option. \return  `otherwise` if it is not given or not a number
uint32_t option_number(const char* name, uint32_t otherwise);

/// Read a number and move behind it.
/// \param text  in and out: first character to look at
/// \param end   behind the last character that belongs to the text
/// \param base  10 or 16
/// \return      0 if there is no digit; digits beyond 64 bits fall off
uint64_t parse_number(const char*& text, const char* end, uint32_t base);

}  // namespace kumquat
