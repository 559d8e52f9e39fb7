// copies_backwards.cpp -- the empty page is copied over the full one.
// Fails: copies.whole_page

    // LAB 7 BEGIN separate: now it is copied
    const uint32_t own = free_page();
    if (own == max_pages) {
        return false;
    }
    copy_page(view.page, own);
    fpage_unmap(Fpage::make(place_of(view.page), page_order),
                UnmapMask::remove_elsewhere);
    --views_of[view.page];
    views_of[own] = 1;
    view.page = own;
    return true;
    // LAB 7 END
