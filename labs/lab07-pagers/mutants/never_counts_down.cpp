// never_counts_down.cpp -- the old page is shared for ever.
// Fails: copies.last_view_is_not_copied

    // LAB 7 BEGIN separate: now it is copied
    const uint32_t own = free_page();
    if (own == max_pages) {
        return false;
    }
    copy_page(own, view.page);
    fpage_unmap(Fpage::make(place_of(view.page), page_order),
                UnmapMask::remove_elsewhere);
    views_of[own] = 1;
    view.page = own;
    return true;
    // LAB 7 END
