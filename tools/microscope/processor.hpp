// processor.hpp -- what the processor does by itself, and what an instruction is by its bytes.
// Source: Intel 64 and IA-32 SDM vol. 3A, 6.12.1 and 7.2.1 "Task-State Segment"; vol. 2, opcode maps.
#pragma once

#include "tools/bench/path.hpp"
#include "tools/machine/memory.hpp"
#include "tools/microscope/look.hpp"

#include <string_view>

namespace kumquat::microscope {

/// Entering ring 0 from another: the gate, the stack in the task state segment, two descriptors, and the
/// frame, which lies where ESP points to afterwards.
/// \param before, after  the state before the entry and before the handler's first instruction
std::vector<Access> accesses_of_entry(const machine::Registers& before,
                                      const machine::Registers& after,
                                      const machine::Memory& memory);

/// Which gate leads to this first instruction of a handler; nothing if none does.
std::optional<uint32_t> vector_of_entry(const machine::Registers& after,
                                        const machine::Memory& memory);

/// Whose access it is: an iret pops its frame and looks into the table of descriptors.
By by_of(const bench::Step& step, const plugin::Entry& access);

bool loads_cr3(std::string_view code);
bool loads_segment(std::string_view code);

}  // namespace kumquat::microscope
