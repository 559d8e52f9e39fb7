// skips_taken_places_always.cpp -- a page that is there gets no further right.
// Fails: rights.lender_adds_the_right

    // LAB 6 BEGIN page to page: which rights go over, and is the place free?
    if (!may_write_) {
        entry = entry.without(PTE_WRITABLE);
    }
    return slot.has_page() ? pages_of(entry)
                           : enter(page, slot, entry);
    // LAB 6 END
