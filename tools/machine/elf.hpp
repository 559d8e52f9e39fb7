// elf.hpp -- the parts of a 32-bit ELF file that we need: entry, symbol table, loaded bytes.
// Source: "Tool Interface Standard (TIS) Executable and Linking Format", version 1.2.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kumquat::machine {

struct ElfSymbol {
    std::string name;  // as in the file, mangled
    uint32_t address = 0;
    uint32_t size = 0;
    bool is_function = false;
    bool is_local = false;  // known in its own translation unit only
};

struct Elf {
    uint32_t entry = 0;
    std::vector<ElfSymbol> symbols;  // defined ones with a name; empty if stripped
};

/// \throws std::runtime_error if the file cannot be read, or is no little-endian 32-bit
///         ELF file, or points outside itself
Elf read_elf(const std::filesystem::path& file);

/// Where the program begins; reads no symbols.
/// \throws std::runtime_error as above
uint32_t entry_of(const std::filesystem::path& file);

/// What the file brings to the addresses from `begin` to `end`.
/// \throws std::runtime_error as above, or if none of its segments holds all of them
std::string
loaded_bytes(const std::filesystem::path& file, uint32_t begin, uint32_t end);

}  // namespace kumquat::machine
