// own_memory.hpp -- whether evidence in the guest is what trusted code has written, when a run is over.
// However it ended: what trusted code has not stored itself is no evidence.
#pragma once

#include "tools/machine/machine.hpp"

#include <filesystem>
#include <optional>

namespace kumquat::machine {

/// Compare the guest's memory with the copy that the plugin has kept (tools/plugin/own_memory.hpp), and,
/// where the border's addresses are physical, constants with what was linked: code that ran was compared
/// then, they were not.
/// \param directory  of the run  \param last_block  that was executed
/// \return nothing: all is as trusted code left it, or it never ran
/// \throws as Memory does
std::optional<Breach> breach_of_memory(const Memory& memory,
                                       const Border& border,
                                       const std::filesystem::path& directory,
                                       uint32_t last_block);

}  // namespace kumquat::machine
