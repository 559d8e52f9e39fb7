// listing.hpp -- recorded instructions with their names, for people who want to make them fewer.
#pragma once

#include "tools/bench/scenario.hpp"

#include <string>

namespace kumquat::bench {

/// One line for each step: number, function and offset, what the instruction is, what memory
/// it touches. Needs a disassembler (objdump); without one the instructions' texts are empty.
std::string listing_of(Path path, const Files& files, Build which);

/// The function in which most instructions of a stretch were executed: "find_page (412 of 900)".
/// \param run  the run in which it happened; it is made again
std::string busiest_function(machine::Run run, const machine::InterruptsOff& stretch);

}  // namespace kumquat::bench
