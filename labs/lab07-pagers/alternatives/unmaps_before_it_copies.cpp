// unmaps_before_it_copies.cpp -- nobody sees the old page while it is copied.

    // LAB 7 BEGIN separate: now it is copied
    const uint32_t own = free_page(), old = view.page;
    if (own == max_pages) {
        return false;
    }
    fpage_unmap(Fpage::make(place_of(old), page_order), UnmapMask::remove_elsewhere);
    view.page = own;
    views_of[own] = 1;
    views_of[old] -= 1;
    copy_page(own, old);
    return true;
    // LAB 7 END
