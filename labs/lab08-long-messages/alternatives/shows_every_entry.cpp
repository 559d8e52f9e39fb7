// shows_every_entry.cpp -- right as well: the entries are taken one by one, and emptied first.

    // LAB 8 BEGIN window: two entries of the partner's directory, for the kernel's eyes only
    const VirtAddr begin{COMMUNICATION_WINDOWS + window * window_bytes};
    PageTable& own = *direct<PageTable>(directory);
    const PageTable& other = *direct<PageTable>(partner);
    const uint32_t first = directory_index(VirtAddr{address});
    for (uint32_t i = 0; i < window_bytes / LARGE_PAGE_SIZE; ++i) {
        PageEntry& entry = own.entries[directory_index(begin) + i];
        entry = PageEntry{};
        if (first + i <= last) {
            entry = other.entries[first + i].without_user();
        }
    }
    load_page_directory(directory);
    return begin.raw() + (address & (LARGE_PAGE_SIZE - 1));
    // LAB 8 END
