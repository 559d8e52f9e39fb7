// own_memory.cpp -- two files, compared.
#include "tools/machine/own_memory.hpp"

#include "tools/machine/qemu_command.hpp"

namespace kumquat::machine {

std::optional<uint32_t> unseen_change(const Memory& memory,
                                      const Border& border,
                                      const std::filesystem::path& directory) {
    const std::filesystem::path file = directory / own_memory_file;
    if (!std::filesystem::exists(file)) {
        return std::nullopt;
    }
    const Memory copy{file};
    return plugin::first_difference(border.memory, copy.bytes(), memory.bytes());
}

}  // namespace kumquat::machine
