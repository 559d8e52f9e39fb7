// console.hpp -- output of programs, and notes for the trace: the int3 conventions.
// Source: L4 Version 2 on i386, "Kernel debugger entry (int3)".
#pragma once

#include <stdint.h>

namespace kumquat::user {

void print(const char* text);
void print_hex(uint32_t value);
void print_decimal(uint32_t value);

/// Name the calling thread in the trace. \param name  up to 16 characters count
void name_myself(const char* name);

}  // namespace kumquat::user

/// Put a mark of up to 16 characters into the trace. \param text  a string literal
#define TRACE_MARK(text) KUMQUAT_DEBUGGER_NOTE(text)

/// End the emulator's run. Programs that run on a real machine do not come back either.
#define END_RUN_SUCCESSFULLY() KUMQUAT_DEBUGGER_NOTE("#exit")
#define END_RUN_AS_FAILED()    KUMQUAT_DEBUGGER_NOTE("#fail")

/// int3; then a jump over '*' and the text, which only the kernel reads.
#define KUMQUAT_DEBUGGER_NOTE(text)                                                    \
    asm volatile("int3\n\t"                                                            \
                 "jmp 1f\n\t"                                                          \
                 ".ascii \"*" text "\"\n"                                              \
                 "1:" ::                                                               \
                     : "memory")
