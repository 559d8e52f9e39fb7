// leaves_the_old_page.cpp -- the client still has the old page, and a page that is there is not replaced.
// Fails: copies.child_writes_its_own

    // LAB 7 BEGIN separate: now it is copied
    const uint32_t own = free_page();
    if (own == max_pages) {
        return false;
    }
    copy_page(own, view.page);
    --views_of[view.page];
    views_of[own] = 1;
    view.page = own;
    return true;
    // LAB 7 END
