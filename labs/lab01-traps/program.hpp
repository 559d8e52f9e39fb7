// program.hpp -- small machine programs, put together byte by byte, and run in ring 0.
// They stand for the programs that will run in user mode later: nothing of later labs is needed
// to let them fault, trap and print.
#pragma once

#include <stdint.h>

namespace kumquat {

/// What a program begins with, and what it ends with.
struct ProgramRegisters {
    uint32_t eax, ebx, ecx, edx, esi, edi, ebp;
    uint32_t eflags;
};

class Program {
public:
    constexpr Program() = default;

    Program& byte(uint32_t value) {
        bytes_[length_] = static_cast<uint8_t>(value);
        ++length_;
        return *this;
    }
    Program& word(uint32_t value) {
        return byte(value & 0xFF)
            .byte((value >> 8) & 0xFF)
            .byte((value >> 16) & 0xFF)
            .byte(value >> 24);
    }
    uint32_t length() const { return length_; }
    /// Where the next byte will lie.
    uint32_t here() const {
        return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(bytes_)) + length_;
    }

    /// Append a return and call it. Registers are set before and read behind.
    void run(ProgramRegisters& registers);

private:
    uint8_t bytes_[256] = {};
    uint32_t length_ = 0;
};

/// Any registers; flags with nothing set but what must be.
template <typename Numbers>
ProgramRegisters draw_registers(Numbers& numbers) {
    ProgramRegisters registers{};
    registers.eax = numbers.next();
    registers.ebx = numbers.next();
    registers.ecx = numbers.next();
    registers.edx = numbers.next();
    registers.esi = numbers.next();
    registers.edi = numbers.next();
    registers.ebp = numbers.next();
    registers.eflags = 0x2;
    return registers;
}

// Instructions.
constexpr uint32_t op_ret = 0xC3, op_int3 = 0xCC, op_int = 0xCD, op_into = 0xCE,
                   op_nop = 0x90, op_short_jump = 0xEB, op_compare_al = 0x3C,
                   op_load_eax = 0xA1, op_store_eax = 0xA3;

}  // namespace kumquat
