// support.cpp -- what the compiler and KASSERT expect of a program.
#include "kernel/abi/assert.hpp"
#include "user/lib/console.hpp"

#include <stddef.h>

extern "C" void* memcpy(void* to, const void* from, size_t bytes) {
    void* const result = to;
    asm volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(bytes) : : "memory");
    return result;
}

extern "C" void* memset(void* to, int value, size_t bytes) {
    void* const result = to;
    asm volatile("rep stosb" : "+D"(to), "+c"(bytes) : "a"(value) : "memory");
    return result;
}

extern "C" void* memmove(void* to, const void* from, size_t bytes) {
    char* const target = static_cast<char*>(to);
    const char* const source = static_cast<const char*>(from);
    if (target <= source) {
        return memcpy(to, from, bytes);
    }
    for (size_t i = bytes; i > 0; --i) {
        target[i - 1] = source[i - 1];
    }
    return to;
}

extern "C" int memcmp(const void* first, const void* second, size_t bytes) {
    const unsigned char* const a = static_cast<const unsigned char*>(first);
    const unsigned char* const b = static_cast<const unsigned char*>(second);
    for (size_t i = 0; i < bytes; ++i) {
        if (a[i] != b[i]) {
            return a[i] < b[i] ? -1 : 1;
        }
    }
    return 0;
}

namespace kumquat {

void assertion_failed(const char* expression, const char* file, int line) {
    user::print(file);
    user::print(":");
    user::print_decimal(static_cast<uint32_t>(line));
    user::print(": does not hold: ");
    user::print(expression);
    user::print("\n");
    END_RUN_AS_FAILED();
    for (;;) {
    }
}

}  // namespace kumquat
