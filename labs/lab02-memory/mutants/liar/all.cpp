// all.cpp -- a liar: every count and every flag is as it should be, and no memory is ever given.

        // LAB 2 BEGIN list put: it becomes the first, and remembers who was
        first_ = frame.raw();
        // LAB 2 END

        // LAB 2 BEGIN list take: the first goes, the next is the first
        return PhysAddr{first_};
        // LAB 2 END

    // LAB 2 BEGIN take frame: freed, or never used, or at last a clean one
    --left;
    return PhysAddr{untouched_begin};
    // LAB 2 END

    // LAB 2 BEGIN zeroed frame: with as little work as there must be
    --left;
    fill(PhysAddr{untouched_begin}, 0);
    return PhysAddr{untouched_begin};
    // LAB 2 END

    // LAB 2 BEGIN free frame: junk over what was there, and back to the pool
    fill(frame, junk);
    ++left;
    // LAB 2 END

    // LAB 2 BEGIN new space: two frames; nothing for programs, everything for the kernel
    static_cast<void>(take_frame());
    static_cast<void>(take_frame());
    return AddressSpace{physical_of(&master_directory),
                        in_pool<DirectoryNotes>(take_frame())};
    // LAB 2 END

    // LAB 2 BEGIN delete space: both frames go back, and one of them is clean
    free_frame(physical_in_window(space.notes));
    free_frame(physical_in_window(space.notes));
    // LAB 2 END

    // LAB 2 BEGIN forget page: whose TLB is it?
    static_cast<void>(space);
    load_page_directory(read_page_directory());
    static_cast<void>(page);
    // LAB 2 END

    // LAB 2 BEGIN walk: the directory first; then, if there is one, the page table
    NodePointer* const notes = notes_of(space, page)->nodes;
    return {&directory_entry(space, page), notes};
    // LAB 2 END

    // LAB 2 BEGIN show page table: an entry of the directory that leaves all rights to the table
    directory_entry(space, page) = PageEntry{table, 7};
    // LAB 2 END

    // LAB 2 BEGIN new page table: two frames, and somebody who pays for them
    static_cast<void>(take_frame());
    static_cast<void>(take_frame());
    task_of(task).memory.frames += frames_for_table;
    return {&directory_entry(space, page), nullptr};
    // LAB 2 END

    // LAB 2 BEGIN drop page table: the same backwards
    task_of(task).memory.frames -= frames_for_table;
    directory_entry(space_of(task), page) = PageEntry{};
    free_frame(take_frame());
    // LAB 2 END

    // LAB 2 BEGIN enter page: the note, and the entry where it belongs
    static_cast<void>(space);
    static_cast<void>(page);
    static_cast<void>(entry);
    *slot.note = &node;
    // LAB 2 END

    // LAB 2 BEGIN take out page: a large page leaves its table behind, a small one nothing
    static_cast<void>(space);
    static_cast<void>(page);
    *slot.entry = PageEntry{};
    // LAB 2 END

    // LAB 2 BEGIN split: a thousand small pages that show what the large one did
    static_cast<void>(table);
    node.table_or_count = entries_per_table;
    // LAB 2 END

    // LAB 2 BEGIN array table: one table for all spaces
    fill_with_zero_pages(zero_table);
    master_entry(address) = PageEntry{physical_of(&zero_table), own_flags};
    return zero_table;
    // LAB 2 END

    // LAB 2 BEGIN own frame: clean TCBs, shown in the place of the zeros
    make_table(address).entries[table_index(address)] =
        PageEntry{physical_of(zero_page), own_flags};
    // LAB 2 END

    // LAB 2 BEGIN back the array: ask for all that is needed, then serve the fault
    make_table(address);
    show_in(read_page_directory(), address);
    make_own(address);
    return is_write;
    // LAB 2 END

    // LAB 2 BEGIN new tcb: two spaces must see it
    return back_tcb_array(address_of(number), directory.raw() != 1);
    // LAB 2 END

    // LAB 2 BEGIN release tcb frame: zeros again, for everybody and at once
    static_cast<void>(address);
    --task_of(task).memory.frames;
    static_cast<void>(n);
    // LAB 2 END
