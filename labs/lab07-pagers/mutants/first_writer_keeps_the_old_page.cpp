// first_writer_keeps_the_old_page.cpp -- the copy is noted, and not shown.
// Fails: copies.child_writes_its_own

    // LAB 7 BEGIN separate: now it is copied
    const uint32_t own = free_page();
    if (own == max_pages) {
        return false;
    }
    copy_page(own, view.page);
    fpage_unmap(Fpage::make(place_of(view.page), page_order),
                UnmapMask::remove_elsewhere);
    --views_of[view.page];
    views_of[own] = 1;
    return true;
    // LAB 7 END
