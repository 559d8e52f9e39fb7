// walks_by_hand.cpp -- shifts and masks instead of helpers, and the cases in another order.

    // LAB 2 BEGIN walk: the directory first; then, if there is one, the page table
    const uint32_t upper = page.raw() >> 22, middle = (page.raw() >> 12) & 0x3FF;
    PageTable& directory = *in_pool<PageTable>(space.directory);
    PageEntry& entry = directory.entries[upper];
    if ((entry.word() & PTE_PRESENT) != 0) {
        NodePointer* const first = space.notes->tables[upper]->nodes;
        if ((entry.word() & PTE_LARGE) == 0) {
            PageTable& table = *in_pool<PageTable>(entry.frame());
            return {table.entries + middle, first + middle};
        }
        return {directory.entries + upper, first};
    }
    return {nullptr, nullptr};
    // LAB 2 END

    // LAB 2 BEGIN forget page: whose TLB is it?
    if (!(space.directory == read_page_directory())) {
        return;
    }
    invalidate_page(page.page());
    // LAB 2 END

    // LAB 2 BEGIN new page table: two frames, and somebody who pays for them
    notes_of(space, page) = in_pool<PageNotes>(take_frame());
    const PhysAddr table = take_frame();
    fill_words(in_pool<uint32_t>(table), 0, entries_per_table);
    show_page_table(space, page, table);
    ++task_of(task).memory.frames;
    ++task_of(task).memory.frames;
    const uint32_t index = table_index(page);
    return {&in_pool<PageTable>(table)->entries[index],
            &notes_of(space, page)->nodes[index]};
    // LAB 2 END
