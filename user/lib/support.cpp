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
