// debug_unit.hpp -- the debug registers as the processor has them.
// What a thread may do with them: debug_registers.hpp.
// Source: Intel SDM vol. 3B, "Debug Registers".
#pragma once

#include <stdint.h>

namespace kumquat {

constexpr uint32_t debug_status_step =
    1u << 14;  // BS; bits 3:0 name breakpoints that were met

inline uint32_t read_debug_status() {
    uint32_t value;
    asm volatile("movl %%dr6, %0" : "=r"(value));
    return value;
}

inline uint32_t read_cr4() {
    uint32_t value;
    asm volatile("movl %%cr4, %0" : "=r"(value));
    return value;
}

inline void clear_debug_status() { asm volatile("movl %0, %%dr6" : : "r"(0)); }

/// \param addresses  array of 4. \param control  DR7
inline void write_debug_registers(const uint32_t* addresses, uint32_t control) {
    asm volatile("movl %0, %%dr7" : : "r"(0));  // no old kind for a new address
    asm volatile("movl %0, %%dr0" : : "r"(addresses[0]));
    asm volatile("movl %0, %%dr1" : : "r"(addresses[1]));
    asm volatile("movl %0, %%dr2" : : "r"(addresses[2]));
    asm volatile("movl %0, %%dr3" : : "r"(addresses[3]));
    asm volatile("movl %0, %%dr7" : : "r"(control));
}

}  // namespace kumquat
