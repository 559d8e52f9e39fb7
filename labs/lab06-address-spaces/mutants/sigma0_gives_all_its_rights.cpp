// sigma0_gives_all_its_rights.cpp -- who owns everything need not look at the w of an fpage.
// Fails: map.read_only_stays_read_only

    // LAB 6 BEGIN page to page: which rights go over, and is the place free?
    if (!may_write_ && from_ != sigma0_task) {
        entry = entry.without(PTE_WRITABLE);
    }
    return slot.has_page() ? widen_own_child(page, slot, entry)
                           : enter(page, slot, entry);
    // LAB 6 END
