// stack_change.hpp -- what an instruction of compiled code does to the stack pointer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace kumquat::plugin {

/// So much it adds to ESP when it has been executed. \param bytes  `size` of them
/// \return nothing if that depends on more than its bytes
/// Source: Intel, "Software Developer's Manual", volume 2, opcode map.
std::optional<int32_t> stack_change(const unsigned char* bytes, std::size_t size);

/// Whether an instruction that begins so reads or writes memory at ESP and nowhere else.
constexpr bool is_push_or_pop(unsigned char opcode) {
    return (opcode & 0xF0) == 0x50 || opcode == 0x68 || opcode == 0x6A ||
           opcode == 0x60 || opcode == 0x61 || opcode == 0x9C || opcode == 0x9D ||
           opcode == 0xE8 || opcode == 0xC2 || opcode == 0xC3 ||
           (opcode != 0x0F && (opcode & 0xE6) == 0x06);
}

}  // namespace kumquat::plugin
