// stack_change.cpp -- see stack_change.hpp.
#include "tools/plugin/stack_change.hpp"

#include <cstring>

namespace kumquat::plugin {
namespace {

constexpr int esp = 4;

struct ModRm {
    explicit ModRm(unsigned char byte)
        : mod{byte >> 6}, reg{(byte >> 3) & 7}, rm{byte & 7} {}

    int mod, reg, rm;

    bool is_register(int number) const { return mod == 3 && rm == number; }
};

template <typename T>
int32_t constant(const unsigned char* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

bool has_mod_rm(unsigned char opcode) {
    return (opcode < 0x40 && (opcode & 7) < 4) || (opcode & 0xF0) == 0x80 ||
           opcode == 0x0F || opcode == 0x62 || opcode == 0x63 || opcode == 0x69 ||
           opcode == 0x6B || opcode == 0xC0 || opcode == 0xC1 ||
           (opcode >= 0xC4 && opcode <= 0xC7) || (opcode >= 0xD0 && opcode <= 0xD3) ||
           (opcode & 0xF8) == 0xD8 || opcode == 0xF6 || opcode == 0xF7 ||
           opcode >= 0xFE;
}

/// Those that change ESP, though no second byte says so: inc, dec, pop, xchg, mov; leave, enter, iret,
/// far returns.
bool sets_esp(unsigned char opcode) {
    switch (opcode) {
    case 0x44:
    case 0x4C:
    case 0x5C:
    case 0x94:
    case 0xBC:
    case 0xC8:
    case 0xC9:
    case 0xCA:
    case 0xCB:
    case 0xCF:
        return true;
    default:
        return false;
    }
}

/// Of those that have a second byte; nothing: it may be any.
std::optional<int32_t> change_by(const unsigned char* bytes, ModRm operands) {
    const bool is_to_esp = operands.is_register(esp);
    switch (bytes[0]) {
    case 0x83:
    case 0x81: {
        const int32_t value = bytes[0] == 0x83 ? constant<int8_t>(bytes + 2)
                                               : constant<int32_t>(bytes + 2);
        const bool adds = operands.reg == 0, subtracts = operands.reg == 5;
        if (is_to_esp && (adds || subtracts)) {
            return adds ? value : -value;
        }
        break;
    }
    case 0x8D:  // lea n(%esp), %esp
        if (operands.reg == esp && operands.rm == esp && bytes[2] == 0x24) {
            return operands.mod == 1   ? std::optional{constant<int8_t>(bytes + 3)}
                   : operands.mod == 2 ? std::optional{constant<int32_t>(bytes + 3)}
                                       : std::nullopt;
        }
        break;
    case 0x8F:  // pop
        return is_to_esp ? std::nullopt : std::optional{4};
    case 0xFF:  // call, push
        if (operands.reg == 2 || operands.reg == 6) {
            return -4;
        }
        break;
    case 0x38:  // comparisons write nothing
    case 0x39:
    case 0x3A:
    case 0x3B:
    case 0x84:
    case 0x85:
    case 0x88:  // parts of registers, and memory, are not ESP
        return 0;
    case 0x89:  // mov to what the second half names
    case 0x80:
    case 0xC0:
    case 0xC1:
    case 0xC6:
    case 0xC7:
    case 0xD0:
    case 0xD1:
    case 0xD2:
    case 0xD3:
    case 0xF6:
    case 0xF7:
        return is_to_esp ? std::nullopt : std::optional{0};
    default:
        break;
    }
    return is_to_esp || operands.reg == esp ? std::nullopt : std::optional{0};
}

}  // namespace

std::optional<int32_t> stack_change(const unsigned char* bytes, std::size_t size) {
    while (size > 1 && (bytes[0] == 0x66 || bytes[0] == 0xF2 || bytes[0] == 0xF3 ||
                        bytes[0] == 0xF0 || (bytes[0] & 0xE7) == 0x26)) {
        if (bytes[0] == 0x66) {
            return std::nullopt;  // half a word
        }
        ++bytes;
        --size;
    }
    const unsigned char opcode = bytes[0];
    if (sets_esp(opcode)) {
        return std::nullopt;
    }
    if ((opcode & 0xF8) == 0x50 || opcode == 0x68 || opcode == 0x6A || opcode == 0x9C ||
        opcode == 0xE8 || (opcode & 0xE7) == 0x06) {
        return -4;  // push, pushf, call
    }
    if ((opcode & 0xF8) == 0x58 || opcode == 0x9D || opcode == 0xC3 ||
        (opcode != 0x0F && (opcode & 0xE7) == 0x07)) {
        return 4;  // pop, popf, ret
    }
    if (opcode == 0xC2) {
        return 4 + constant<uint16_t>(bytes + 1);
    }
    if (opcode == 0x60 || opcode == 0x61) {
        return opcode == 0x60 ? -32 : 32;  // pusha, popa
    }
    const std::size_t place = opcode == 0x0F ? 2 : 1;
    return has_mod_rm(opcode) && size > place ? change_by(bytes, ModRm{bytes[place]})
                                              : std::optional{0};
}

}  // namespace kumquat::plugin
