// listing.hpp -- recorded instructions with their names, for people who want to make them fewer.
#pragma once

#include "tools/bench/scenario.hpp"
#include "tools/machine/symbols.hpp"

#include <map>
#include <string>

namespace kumquat::bench {

/// What a disassembler says of each instruction, by its address.
using Texts = std::map<uint32_t, std::string>;

/// Needs objdump; without one it is empty.
Texts disassembled(const std::filesystem::path& elf);

/// The last name of a function, without namespaces and parameters.
std::string short_name(const machine::Place& place);

/// Functions and lines of a path, as this file knows them.
std::vector<machine::Place> places_of(Path path, const machine::Symbols& symbols);

/// One line for each step: number, function and offset, what the instruction is, what memory
/// it touches. Needs a disassembler (objdump); without one the instructions' texts are empty.
std::string listing_of(Path path, const Files& files, Build which);

/// The function in which most instructions of a stretch were executed: "find_page (412 of 900)".
/// \param run  the run in which it happened; it is made again
std::string busiest_function(machine::Run run, const machine::InterruptsOff& stretch);

}  // namespace kumquat::bench
