// symbols.hpp -- names and source lines of an ELF file.
// Names come from its symbol table, read here; lines come from addr2line (binutils), which
// knows every version of the debug format.
// Invariant: an address without a symbol or line gives empty strings, never a guess.
// Source: "Tool Interface Standard (TIS) Executable and Linking Format", version 1.2.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kumquat::machine {

struct SourceLine {
    std::string file;  // relative to the current directory where it lies below it
    unsigned number = 0;
};

/// A place in a program, as a person wants to read it.
struct Place {
    uint32_t address = 0;
    std::string function;  // demangled; empty if unknown
    uint32_t offset = 0;   // bytes behind the function's beginning
    std::string file;      // relative to the current directory where it lies below it
    unsigned line = 0;
    /// "0xF1001A31 (handle_trap, kernel/x86/traps.cpp:44)"
    std::string text() const;
};

class Symbols {
public:
    /// \param wrapper  put before the command that reads debug information
    /// \throws std::runtime_error if it is no 32-bit little-endian ELF file
    explicit Symbols(std::filesystem::path elf, std::vector<std::string> wrapper = {});

    /// Address of a symbol, by its name in the file or by its demangled name (with or
    /// without the parameter list, namespaces included).
    std::optional<uint32_t> find(const std::string& name) const;
    uint32_t entry() const { return entry_; }
    /// The file that they are of.
    const std::filesystem::path& file() const { return elf_; }

    /// Function and source line of one address.
    Place describe(uint32_t address) const;
    /// The same for many at the cost of one call of addr2line.
    std::vector<Place> describe(const std::vector<uint32_t>& addresses) const;
    /// For each address the line, and those of the functions into which that was inlined.
    std::vector<std::vector<SourceLine>>
    lines_at(const std::vector<uint32_t>& addresses) const;

private:
    struct Symbol {
        std::string name;
        uint32_t size = 0;
        bool is_function = false;
    };

    std::filesystem::path elf_;
    std::vector<std::string> wrapper_;
    uint32_t entry_ = 0;
    std::multimap<uint32_t, Symbol> by_address_;
    std::map<std::string, uint32_t> by_name_;
};

}  // namespace kumquat::machine
