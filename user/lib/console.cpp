// console.cpp -- int3 and a compare that names the function.
#include "user/lib/console.hpp"

namespace kumquat::user {

void print(const char* text) {
    // The kernel prints only what is mapped; so have it all mapped.
    for (const volatile char* next = text; *next != '\0'; ++next) {
    }
    asm volatile("int3; cmpb $2, %%al" : : "a"(text) : "memory", "cc");
}

void print_hex(uint32_t value) {
    asm volatile("int3; cmpb $5, %%al" : : "a"(value) : "cc");
}

void print_decimal(uint32_t value) {
    asm volatile("int3; cmpb $11, %%al" : : "a"(value) : "cc");
}

void name_myself(const char* name) {
    constexpr uint32_t thread_name = 3;
    asm volatile("int3; cmpb $30, %%al"
                 :
                 : "a"(name), "c"(thread_name)
                 : "memory", "cc");
}

}  // namespace kumquat::user
