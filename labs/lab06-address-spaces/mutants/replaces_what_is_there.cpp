// replaces_what_is_there.cpp -- the newest message is right.
// Fails: rights.taken_places_stay

    // LAB 6 BEGIN page to page: which rights go over, and is the place free?
    if (!may_write_) {
        entry = entry.without(PTE_WRITABLE);
    }
    return slot.has_page() && slot.entry->frame() == entry.frame() ? widen_own_child(page, slot, entry)
                           : enter(page, slot, entry);
    // LAB 6 END
