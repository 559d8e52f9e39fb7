// guest_memory.cpp -- memory maps for main_memory_of(), as a boot loader would leave them.
#include "labs/lab00-first-light/guest_tests.hpp"
#include "labs/lab00-first-light/memory_maps.hpp"

#include "kernel/boot/memory_map.hpp"

namespace kumquat {

namespace {

constexpr uint32_t widest_entry = sizeof(MemoryMapEntry) + 16;
alignas(4) uint8_t bytes[DrawnMap::capacity * widest_entry];

/// Write a map into `bytes`.
MemoryMap laid_out(const DrawnMap& map) {
    uint32_t at = 0;
    for (uint32_t i = 0; i < map.count; ++i) {
        const DrawnEntry& from = map.entries[i];
        auto& entry = *reinterpret_cast<MemoryMapEntry*>(bytes + at);
        entry.size = sizeof(MemoryMapEntry) - sizeof(entry.size) + from.padding;
        entry.base = from.base;
        entry.length = from.length;
        entry.type = from.type;
        for (uint32_t j = 0; j < from.padding; ++j) {
            bytes[at + sizeof(MemoryMapEntry) + j] = 0xFF;
        }
        at += sizeof(MemoryMapEntry) + from.padding;
    }
    return {reinterpret_cast<const MemoryMapEntry*>(bytes), at};
}

void judge(NonceStream& numbers, DrawnMap (*draw)(NonceStream&)) {
    for (uint32_t i = 0; i < maps_judged; ++i) {
        const MemoryRange range = main_memory_of(laid_out(draw(numbers)));
        record(range.low);
        record(range.high);
    }
}

}  // namespace

void judge_tidy_maps(NonceStream& numbers) { judge(numbers, maps::tidy); }

void judge_shuffled_maps(NonceStream& numbers) { judge(numbers, maps::shuffled); }

void judge_maps_with_hole(NonceStream& numbers) { judge(numbers, maps::with_hole); }

void judge_maps_with_reserved(NonceStream& numbers) {
    judge(numbers, maps::with_reserved);
}

void judge_large_maps(NonceStream& numbers) { judge(numbers, maps::large); }

void judge_uneven_maps(NonceStream& numbers) { judge(numbers, maps::uneven); }

void judge_wide_maps(NonceStream& numbers) { judge(numbers, maps::wide); }

}  // namespace kumquat
