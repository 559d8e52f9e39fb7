// own_memory.hpp -- whether evidence in the guest is what trusted code has written, when a run is over.
// However it ended: what trusted code has not stored itself is no evidence.
#pragma once

#include "tools/machine/machine.hpp"

#include <filesystem>
#include <optional>

namespace kumquat::machine {

/// Compare the guest's memory with the copy that the plugin has kept (tools/plugin/own_memory.hpp).
/// \param directory  of the run
/// \return the first address of the border's memory that differs; nothing: none, or trusted code never ran
/// \throws as Memory does
std::optional<uint32_t> unseen_change(const Memory& memory,
                                      const Border& border,
                                      const std::filesystem::path& directory);

/// Compare what was linked among trusted code with the guest's memory: code that ran was compared then, but
/// constants were not. Requires: its addresses are physical.
/// \return the first address that differs; nothing: none, or trusted code never ran
/// \throws as Memory does
std::optional<uint32_t> changed_constant(const Memory& memory,
                                         const Border& border,
                                         const std::filesystem::path& directory);

}  // namespace kumquat::machine
