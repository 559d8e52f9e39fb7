// gives_more_than_it_has.cpp -- the w of the fpage is the right to write.
// Fails: map.no_right_is_gained

    // LAB 6 BEGIN page to page: which rights go over, and is the place free?
    entry = may_write_ ? entry.with(PTE_WRITABLE) : entry.without(PTE_WRITABLE);
    return slot.has_page() ? widen_own_child(page, slot, entry)
                           : enter(page, slot, entry);
    // LAB 6 END
