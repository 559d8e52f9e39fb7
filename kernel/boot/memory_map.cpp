// memory_map.cpp -- from a list of ranges to one number.
#include "kernel/boot/memory_map.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/memory/address.hpp"

namespace kumquat {

namespace {

constexpr uint64_t one_megabyte = 1u << 20;
constexpr uint64_t managed_end = DIRECT_WINDOW_SIZE;

}  // namespace

MemoryRange main_memory_of(const MemoryMap& map) {
    // LAB 0 BEGIN memory map: grow from 1 MB upwards as far as RAM goes
    uint64_t end = one_megabyte;
    bool grew = true;
    while (grew) {  // entries may come in any order: once more until nothing changes
        grew = false;
        for (const MemoryMapEntry* entry = map.first; entry < map.end();
             entry = MemoryMap::after(entry)) {
            const uint64_t entry_end = entry->base + entry->length;
            if (entry->type == MemoryMapEntry::available && entry->base <= end &&
                entry_end > end) {
                end = entry_end;
                grew = true;
            }
        }
    }
    for (const MemoryMapEntry* entry = map.first; entry < map.end();
         entry = MemoryMap::after(entry)) {
        const uint64_t entry_end = entry->base + entry->length;
        if (entry->type != MemoryMapEntry::available && entry_end > one_megabyte &&
            entry->base < end) {
            end = entry->base > one_megabyte ? entry->base : one_megabyte;
        }
    }
    if (end == one_megabyte) {
        return {0, 0};
    }
    const uint32_t high = static_cast<uint32_t>(end < managed_end ? end : managed_end);
    return {0, high & ~(page_size - 1)};
    // LAB 0 END
}

}  // namespace kumquat
