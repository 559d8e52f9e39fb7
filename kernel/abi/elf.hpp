// elf.hpp -- the parts of a 32-bit ELF file that a loader needs.
// Source: "Tool Interface Standard (TIS) Executable and Linking Format", version 1.2,
// "ELF Header"; "Program Header".
#pragma once

#include <stdint.h>

namespace kumquat {

struct ElfHeader {
    static constexpr uint32_t magic_word = 0x464C457F;  // 0x7F "ELF"

    uint32_t magic;
    uint8_t word_size, byte_order, version, padding[9];
    uint16_t type, machine;
    uint32_t version2, entry, program_headers, section_headers, flags;
    uint16_t header_size, program_header_size, program_header_count;
    uint16_t section_header_size, section_header_count, names;
};
static_assert(sizeof(ElfHeader) == 52);

struct ElfSegment {
    static constexpr uint32_t load = 1;
    static constexpr uint32_t writable = 2;  // of flags

    uint32_t type, offset;
    uint32_t virtual_address, physical_address;
    uint32_t file_size, memory_size;  // the rest of the memory is zero
    uint32_t flags, alignment;
};
static_assert(sizeof(ElfSegment) == 32);

}  // namespace kumquat
