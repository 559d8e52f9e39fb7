// counts_before_it_asks.cpp -- the array served case by case, and the TLB emptied as a whole.

    // LAB 2 BEGIN back the array: ask for all that is needed, then serve the fault
    const bool needs_frame = is_write && !has_frame(address);
    uint32_t needed = needs_frame ? 1 : 0;
    if (!master_entry(address).is_present()) {
        ++needed;
    }
    const bool enough = frames_available(needed);
    if (enough) {
        if (needs_frame) {
            make_own(address);
        } else {
            make_table(address);
        }
        show_in(read_page_directory(), address);
    } else if (!is_write) {
        show_zero_table(address);
    }
    return enough || !is_write;
    // LAB 2 END

    // LAB 2 BEGIN own frame: clean TCBs, shown in the place of the zeros
    PageEntry& entry = make_table(address).entries[table_index(address)];
    const PhysAddr frame = take_zeroed_frame();
    entry = PageEntry{frame, own_flags};
    load_page_directory(read_page_directory());
    const uint32_t thread = (address.raw() - TCB_ARRAY) / TCB_SIZE;
    Task& task = task_table[thread / threads_per_task];
    const uint32_t n = thread % threads_per_task / tcbs_per_frame;
    task.tcb_frames[n / 32] |= 1u << n % 32;
    task.memory.frames += 1;
    // LAB 2 END

    // LAB 2 BEGIN new tcb: two spaces must see it
    const VirtAddr tcb = address_of(number);
    const bool done = back_tcb_array(tcb, true);
    if (done) {
        show_in(directory, tcb);
    }
    return done;
    // LAB 2 END

    // LAB 2 BEGIN release tcb frame: zeros again, for everybody and at once
    PageEntry& entry =
        in_pool<PageTable>(master_entry(address).frame())->entries[table_index(address)];
    const PhysAddr frame = entry.frame();
    entry = PageEntry{physical_of(zero_page), zero_flags};
    load_page_directory(read_page_directory());
    free_frame(frame);
    task_of(task).memory.frames -= 1;
    task_of(task).tcb_frames[n / 32] &= ~(1u << n % 32);
    // LAB 2 END
