// memory_maps.hpp -- memory maps with a known answer, drawn by the grader.
// The answer is chosen first, then a map is made for it; so nobody needs a second solution of
// the lab to know what is right.
#pragma once

#include "labs/common/numbers.hpp"
#include "labs/lab00-first-light/map_words.hpp"

namespace kumquat {

/// One entry, wider than its fields by `padding` bytes.
struct DrawnEntry {
    uint64_t base, length;
    uint32_t type;
    uint32_t padding;
};

struct DrawnMap {
    static constexpr uint32_t capacity = entries_in_a_map;

    DrawnEntry entries[capacity] = {};
    uint32_t count = 0;
    uint32_t high = 0;  // the answer: end of main memory, 0 if there is none

    constexpr void add(uint64_t begin, uint64_t end, uint32_t type) {
        entries[count] = {begin, end - begin, type, 0};
        ++count;
    }

    constexpr void shuffle(Numbers& numbers) {
        for (uint32_t i = count; i > 1; --i) {
            const uint32_t other = numbers.below(i);
            const DrawnEntry kept = entries[i - 1];
            entries[i - 1] = entries[other];
            entries[other] = kept;
        }
    }
};

// The first, the second ... map of a test: `index` says which, where there are several kinds.
namespace maps {

constexpr uint32_t ram = 1, reserved = 2, page = 4096, megabyte = 1u << 20;
constexpr uint64_t four_gb = uint64_t{1} << 32;

/// The part below 1 MB that every PC has.
constexpr DrawnMap low_part() {
    DrawnMap map;
    map.add(0, 0x9FC00, ram);
    map.add(0x9FC00, 0xA0000, reserved);
    map.add(0xF0000, 0x100000, reserved);
    return map;
}

/// A page-aligned address in [20 MB, 220 MB).
constexpr uint32_t draw_high(Numbers& numbers) {
    return 20 * megabyte + page * numbers.below(200 * megabyte / page);
}

/// RAM from 1 MB to the answer, in one entry.
constexpr DrawnMap tidy(Numbers& numbers, uint32_t /*index*/) {
    DrawnMap map = low_part();
    map.high = draw_high(numbers);
    map.add(megabyte, map.high, ram);
    map.add(four_gb - 0x40000, four_gb, reserved);
    return map;
}

/// RAM in pieces that touch or overlap, in any order.
constexpr DrawnMap shuffled(Numbers& numbers, uint32_t /*index*/) {
    DrawnMap map = low_part();
    uint32_t end = megabyte;
    for (uint32_t i = 0; i < 5; ++i) {
        const uint32_t overlap = i == 0 ? 0 : page * numbers.below(64);
        const uint32_t begin = end - overlap;
        end += (4 + numbers.below(30)) * megabyte;
        map.add(begin, end, ram);
    }
    map.high = end;
    map.shuffle(numbers);
    return map;
}

/// RAM, then nothing, then RAM that is out of reach.
constexpr DrawnMap with_hole(Numbers& numbers, uint32_t /*index*/) {
    DrawnMap map = low_part();
    map.high = draw_high(numbers);
    const uint32_t beyond = map.high + page * (1 + numbers.below(1000));
    map.add(megabyte, map.high, ram);
    map.add(beyond, beyond + 8 * megabyte, ram);
    map.shuffle(numbers);
    return map;
}

/// A type of memory that is none: one that has a name, or any other.
constexpr uint32_t draw_reserved_type(Numbers& numbers, uint32_t index) {
    const uint32_t any = numbers.next();
    return index % 2 == 0 ? reserved + any % 4 : any | 0x100;
}

/// A reserved piece that overlaps RAM, before or behind it in the list. It may begin within a page.
constexpr DrawnMap with_reserved(Numbers& numbers, uint32_t index) {
    DrawnMap map = low_part();
    map.high = draw_high(numbers);
    map.add(megabyte, map.high + 16 * megabyte, ram);
    map.add(map.high + index / 2 % 2 * (1 + numbers.below(page - 1)),
            map.high + page * (1 + numbers.below(100)),
            draw_reserved_type(numbers, index));
    map.add(map.high + 8 * megabyte, map.high + 9 * megabyte, reserved);
    map.shuffle(numbers);
    return map;
}

/// More RAM than 256 MB, in one piece that may end above 4 GB, and RAM above 4 GB whose low 32 bits look
/// harmless.
constexpr DrawnMap large(Numbers& numbers, uint32_t index) {
    DrawnMap map = low_part();
    const bool more_than_managed = index % 3 != 0;
    map.high = more_than_managed ? 256 * megabyte : draw_high(numbers);
    const uint64_t beyond = index % 3 == 1
                                ? 300u * megabyte + page * numbers.below(100'000)
                                : four_gb + draw_high(numbers);
    const uint64_t end = more_than_managed ? beyond : map.high;
    map.add(megabyte, end, ram);
    map.add(four_gb + map.high, four_gb + map.high + 64 * megabyte, ram);
    map.add(four_gb + 4 * megabyte, four_gb + 5 * megabyte, reserved);
    map.shuffle(numbers);
    return map;
}

/// RAM that does not end on a page boundary.
constexpr DrawnMap uneven(Numbers& numbers, uint32_t /*index*/) {
    DrawnMap map = low_part();
    map.high = draw_high(numbers);
    map.add(megabyte, uint64_t{map.high} + 1 + numbers.below(page - 1), ram);
    return map;
}

/// Entries with bytes behind the type, as newer firmware makes them.
constexpr DrawnMap wide(Numbers& numbers, uint32_t index) {
    DrawnMap map = tidy(numbers, index);
    for (uint32_t i = 0; i < map.count; ++i) {
        map.entries[i].padding = 4 * numbers.below(5);
    }
    return map;
}

}  // namespace maps

}  // namespace kumquat
