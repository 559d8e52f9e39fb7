// exception_table.hpp -- a thread's own table of exception handlers, as lidt announces it.
#pragma once

#include "tests/conformance/guests/helpers.hpp"

namespace kumquat::user {

using ExceptionTable = uint32_t[64];  // two words for each vector
constexpr uint16_t whole_table = sizeof(ExceptionTable) - 1;

/// \param code  nullptr: no handler
inline void set_handler(uint32_t* table, uint32_t vector, Code code) {
    const uint32_t offset = code == nullptr ? 0 : address_of(code);
    table[2 * vector] = 0xABCD0000 | (offset & 0xFFFF);  // the selector does not matter
    table[2 * vector + 1] = (offset & 0xFFFF0000) | 0x1234;
}

/// All vectors, those whose frame has an error code apart.
inline void set_handlers(uint32_t* table, Code without_code, Code with_code) {
    for (uint32_t i = 0; i < 32; ++i) {
        const bool has_code = i == 8 || (i >= 10 && i <= 14) || i == 17;
        set_handler(table, i, has_code ? with_code : without_code);
    }
}

/// The running thread has this table from here on.
inline void load_table(const uint32_t* table, uint16_t limit = whole_table) {
    struct __attribute__((packed)) {
        uint16_t limit;
        uint32_t base;
    } const operand{limit, address_of(table)};
    asm volatile("lidt (%%eax)" : : "a"(&operand) : "memory");
}

}  // namespace kumquat::user
