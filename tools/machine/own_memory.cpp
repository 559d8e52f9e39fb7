// own_memory.cpp -- two files, compared.
#include "tools/machine/own_memory.hpp"

#include "tools/machine/elf.hpp"
#include "tools/machine/qemu_command.hpp"

#include <algorithm>

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

std::optional<uint32_t> changed_constant(const Memory& memory,
                                         const Border& border,
                                         const std::filesystem::path& directory) {
    if (!std::filesystem::exists(directory / own_memory_file)) {
        return std::nullopt;
    }
    for (const Border::Code& code : border.code) {
        const auto& [begin, end] = code.range;
        const std::string linked = loaded_bytes(code.image, begin, end);
        const auto found = memory.physical(begin, linked.size());
        const auto differs =
            std::ranges::mismatch(found, std::as_bytes(std::span{linked})).in1;
        if (differs != found.end()) {
            return begin + static_cast<uint32_t>(differs - found.begin());
        }
    }
    return std::nullopt;
}

}  // namespace kumquat::machine
