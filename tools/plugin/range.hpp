// range.hpp -- ranges of the guest's addresses, and what lies in them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

namespace kumquat::plugin {

/// Addresses from `begin` up to `end`.
struct Range {
    uint32_t begin, end;
};

inline bool contains(const std::vector<Range>& ranges, uint64_t address) {
    return std::ranges::any_of(ranges, [&](const Range& range) {
        return range.begin <= address && address < range.end;
    });
}

/// The first address in the ranges at which two images of memory differ.
/// \param one, other  of the same size; what of a range lies behind their end is not looked at
inline std::optional<uint32_t> first_difference(const std::vector<Range>& ranges,
                                                std::span<const std::byte> one,
                                                std::span<const std::byte> other) {
    for (const Range& range : ranges) {
        const auto begin = std::min<std::size_t>(range.begin, one.size());
        const auto size = std::min<std::size_t>(range.end, one.size()) - begin;
        const std::byte* const part = one.data() + begin;
        if (std::memcmp(part, other.data() + begin, size) != 0) {
            const auto differs = std::mismatch(part, part + size, other.data() + begin);
            return static_cast<uint32_t>(differs.first - one.data());
        }
    }
    return std::nullopt;
}

}  // namespace kumquat::plugin
