// clears_by_hand.cpp -- a zeroed frame from loops, and a directory that is copied as a whole.

    // LAB 2 BEGIN zeroed frame: with as little work as there must be
    if (!clean.is_empty()) {
        left -= 1;
        const PhysAddr frame = clean.take();
        in_pool<uint32_t>(frame)[0] = 0;
        return frame;
    }
    const PhysAddr frame = take_frame();
    for (uint32_t i = 0; i < words_per_frame; ++i) {
        in_pool<uint32_t>(frame)[i] = 0;
    }
    return frame;
    // LAB 2 END

    // LAB 2 BEGIN new space: two frames; nothing for programs, everything for the kernel
    const PhysAddr notes = take_frame();
    const PhysAddr directory = take_frame();
    for (uint32_t i = 0; i < entries_per_table; ++i) {
        in_pool<PageTable>(directory)->entries[i] =
            i < first_kernel_entry ? PageEntry{} : master_directory.entries[i];
    }
    return {directory, in_pool<DirectoryNotes>(notes)};
    // LAB 2 END

    // LAB 2 BEGIN delete space: both frames go back, and one of them is clean
    free_frame(physical_in_window(space.notes));
    free_frame(space.directory);
    // LAB 2 END
