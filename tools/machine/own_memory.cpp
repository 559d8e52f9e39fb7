// own_memory.cpp -- two files, compared.
#include "tools/machine/own_memory.hpp"

#include "tools/machine/elf.hpp"
#include "tools/machine/qemu_command.hpp"

#include <algorithm>

namespace kumquat::machine {

namespace {

/// The first address at which memory holds something else than was linked among trusted code.
std::optional<uint32_t> changed_constant(const Memory& memory, const Border& border) {
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

}  // namespace

std::optional<Breach> breach_of_memory(const Memory& memory,
                                       const Border& border,
                                       const std::filesystem::path& directory,
                                       uint32_t last_block) {
    const std::filesystem::path file = directory / own_memory_file;
    if (!std::filesystem::exists(file)) {
        return std::nullopt;
    }
    const Memory copy{file};
    if (const auto changed =
            plugin::first_difference(border.memory, copy.bytes(), memory.bytes())) {
        return Breach{plugin::Breach::unseen, last_block, *changed};
    }
    if (border.threads == Border::Threads::any) {
        return std::nullopt;
    }
    const auto constant = changed_constant(memory, border);
    return constant ? std::optional{Breach{plugin::Breach::change, 0, *constant}}
                    : std::nullopt;
}

}  // namespace kumquat::machine
