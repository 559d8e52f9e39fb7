// one_piece_at_a_time.cpp -- the plain loop for a split, and the TLB told once more than needed.

    // LAB 2 BEGIN split: a thousand small pages that show what the large one did
    const PageEntry large = directory_entry(space, page);
    node.table_or_count = entries_per_table;
    for (uint32_t i = 0; i < entries_per_table; ++i) {
        in_pool<PageTable>(table)->entries[i] = large.small_piece(i * page_size);
        notes[i] = &node;
    }
    show_page_table(space, page, table);
    // LAB 2 END

    // LAB 2 BEGIN enter page: the note, and the entry where it belongs
    if (entry.is_large()) {
        PageEntry& directory = directory_entry(space, page);
        node.table_or_count = directory.frame().raw();
        directory = entry;
    } else {
        *slot.entry = entry;
    }
    *slot.note = &node;
    forget_page(space, page);
    // LAB 2 END

    // LAB 2 BEGIN drop page table: the same backwards
    const AddressSpace& space = space_of(task);
    const PhysAddr table = directory_entry(space, page).frame();
    directory_entry(space, page) = PageEntry{};
    forget_page(space, page);
    task_of(task).memory.frames -= frames_for_table;
    free_frame(table);
    free_frame(physical_in_window(notes_of(space, page)));
    // LAB 2 END
