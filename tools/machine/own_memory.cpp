// own_memory.cpp -- two files, compared.
#include "tools/machine/own_memory.hpp"

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
    for (const Range& range : border.memory) {
        const std::size_t size = range.end - range.begin;
        const auto kept = copy.physical(range.begin, size);
        const auto differs =
            std::ranges::mismatch(kept, memory.physical(range.begin, size)).in1;
        if (differs != kept.end()) {
            return range.begin + static_cast<uint32_t>(differs - kept.begin());
        }
    }
    return std::nullopt;
}

}  // namespace kumquat::machine
