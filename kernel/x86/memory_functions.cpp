// memory_functions.cpp -- copying and filling, four bytes at a time where that is possible.
// Built with -fno-tree-loop-distribute-patterns: the compiler must not turn a loop in memset
// into a call of memset.
#include "kernel/x86/memory_functions.hpp"

#include <stdint.h>

extern "C" {

void* memcpy(void* to, const void* from, size_t bytes) {
    void* const result = to;
    size_t words = bytes / 4;
    size_t rest = bytes % 4;
    asm volatile("rep movsl" : "+D"(to), "+S"(from), "+c"(words) : : "memory");
    asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(rest) : : "memory");
    return result;
}

void* memset(void* to, int value, size_t bytes) {
    void* const result = to;
    const uint32_t word = (static_cast<uint32_t>(value) & 0xFF) * 0x01010101u;
    size_t words = bytes / 4;
    size_t rest = bytes % 4;
    asm volatile("rep stosl" : "+D"(to), "+c"(words) : "a"(word) : "memory");
    asm volatile("rep stosb" : "+D"(to), "+c"(rest) : "a"(word) : "memory");
    return result;
}

void* memmove(void* to, const void* from, size_t bytes) {
    uint8_t* const target = static_cast<uint8_t*>(to);
    const uint8_t* const source = static_cast<const uint8_t*>(from);
    if (target <= source) {
        return memcpy(to, from, bytes);
    }
    for (size_t i = bytes; i > 0; --i) {
        target[i - 1] = source[i - 1];
    }
    return to;
}

int memcmp(const void* first, const void* second, size_t bytes) {
    const uint8_t* const a = static_cast<const uint8_t*>(first);
    const uint8_t* const b = static_cast<const uint8_t*>(second);
    for (size_t i = 0; i < bytes; ++i) {
        if (a[i] != b[i]) {
            return a[i] < b[i] ? -1 : 1;
        }
    }
    return 0;
}
}
