// takes_the_right_only.cpp -- the old page stays, to be read.
// Fails: copies.child_writes_its_own

    // LAB 7 BEGIN separate: now it is copied
    const uint32_t own = free_page();
    if (own == max_pages) {
        return false;
    }
    copy_page(own, view.page);
    fpage_unmap(Fpage::make(place_of(view.page), page_order),
                UnmapMask::read_only_elsewhere);
    --views_of[view.page];
    views_of[own] = 1;
    view.page = own;
    return true;
    // LAB 7 END
