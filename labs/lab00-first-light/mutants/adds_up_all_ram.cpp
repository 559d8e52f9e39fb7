// adds_up_all_ram.cpp -- the sum of all available lengths is the amount of RAM, not where it ends.
// Fails: memory.one_piece_from_zero

    // LAB 0 BEGIN memory map: wrong on purpose
    uint64_t end = 0;
    for (const MemoryMapEntry* entry = map.first; entry < map.end();
         entry = MemoryMap::after(entry)) {
        if (entry->type == MemoryMapEntry::available) {
            end += entry->length;
        }
    }
    const uint32_t high = static_cast<uint32_t>(end < managed_end ? end : managed_end);
    return {0, high & ~(page_size - 1)};
    // LAB 0 END
