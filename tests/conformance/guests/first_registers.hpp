// first_registers.hpp -- what was in the registers at a program's first instruction.
#pragma once

#include <stdint.h>

/// In the order of pusha; ESP is the one of start.S, the true one is start_esp.
struct FirstRegisters {
    uint32_t edi, esi, ebp, esp, ebx, edx, ecx, eax;
};

extern "C" {
extern const FirstRegisters start_registers;  // kept by user/lib/start.S
extern const uint32_t start_esp;
}
