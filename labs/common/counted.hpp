// counted.hpp -- how many instructions a piece of code takes: what challenges are about.
// In the grader's machine the time-stamp counter advances by one with each instruction.
#pragma once

#include <stdint.h>

namespace kumquat {

inline uint32_t instructions_so_far() {
    uint32_t low;
    asm volatile("rdtsc" : "=a"(low) : : "edx", "memory");
    return low;
}

/// \return  of `code()`, and of two looks at the counter
template <typename Code>
uint32_t counted(Code code) {
    const uint32_t before = instructions_so_far();
    code();
    return instructions_so_far() - before;
}

}  // namespace kumquat
