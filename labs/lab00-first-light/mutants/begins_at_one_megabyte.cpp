// begins_at_one_megabyte.cpp -- tells where high memory begins instead of 0.
// Fails: memory.one_piece_from_zero

    // LAB 0 BEGIN memory map: wrong on purpose
    uint64_t end = one_megabyte;
    bool grew = true;
    while (grew) {
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
        if (entry->type != MemoryMapEntry::available &&
            entry->base + entry->length > one_megabyte && entry->base < end) {
            end = entry->base > one_megabyte ? entry->base : one_megabyte;
        }
    }
    if (end == one_megabyte) {
        return {0, 0};
    }
    const uint32_t high = static_cast<uint32_t>(end < managed_end ? end : managed_end);
    return {static_cast<uint32_t>(one_megabyte), high & ~(page_size - 1)};
    // LAB 0 END
