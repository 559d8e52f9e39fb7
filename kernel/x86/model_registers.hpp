// model_registers.hpp -- model-specific registers, which a processor may have or not.
// Source: Intel SDM vol. 3A, "Model-Specific Registers (MSRs)".
#pragma once

#include "kernel/x86/fixups.hpp"

namespace kumquat {

/// \return  false if there is no such register; then `low` and `high` are undefined
[[nodiscard]] inline bool
read_model_register(uint32_t number, uint32_t& low, uint32_t& high) {
    bool faulted;
    asm volatile(KUMQUAT_MAY_FAULT("rdmsr")
                 : "=@ccc"(faulted), "+a"(low), "+d"(high)
                 : "c"(number));
    return !faulted;
}

/// \return  false if there is no such register, or it cannot hold the value
[[nodiscard]] inline bool
write_model_register(uint32_t number, uint32_t low, uint32_t high) {
    bool faulted;
    asm volatile(KUMQUAT_MAY_FAULT("wrmsr")
                 : "=@ccc"(faulted)
                 : "a"(low), "d"(high), "c"(number)
                 : "memory");
    return !faulted;
}

}  // namespace kumquat
