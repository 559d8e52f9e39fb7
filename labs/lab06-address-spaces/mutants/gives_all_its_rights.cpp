// gives_all_its_rights.cpp -- does not look at the w of the fpage.
// Fails: map.read_only_stays_read_only

    // LAB 6 BEGIN page to page: which rights go over, and is the place free?
    return slot.has_page() ? widen_own_child(page, slot, entry)
                           : enter(page, slot, entry);
    // LAB 6 END
