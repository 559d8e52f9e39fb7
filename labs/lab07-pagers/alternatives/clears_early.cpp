// clears_early.cpp -- a page is cleared when it is given back, and when it is new.

    // LAB 7 BEGIN new page: an old one or one more, and what was in it
    uint32_t n = 0;
    while (n < page_count && pages[n].task.value != 0) {
        ++n;
    }
    if (n == page_count) {
        if (n == max_pages || !take_page_from_sigma0(place_of(n))) {
            return max_pages;
        }
                ++page_count;
        clear_page(place_of(n));
    }
    
    pages[n] = {task, address};
    return n;
    // LAB 7 END

    // LAB 7 BEGIN give back: called back, and free
    for (uint32_t n = 0; n < page_count; ++n) {
        if (pages[n].task == task) {
            fpage_unmap(Fpage::make(place_of(n), page_order),
                        UnmapMask::remove_elsewhere);
                        clear_page(place_of(n));
            pages[n].task = TaskNumber{0};
        }
    }
    // LAB 7 END
