// gives_nothing_writable.cpp -- the right to write never goes over.
// Fails: map.page_arrives

    // LAB 6 BEGIN page to page: which rights go over, and is the place free?
    {
        entry = entry.without(PTE_WRITABLE);
    }
    return slot.has_page() ? widen_own_child(page, slot, entry)
                           : enter(page, slot, entry);
    // LAB 6 END
