// last_page_first.cpp -- of the pages that were given back the last is used first.

    // LAB 7 BEGIN new page: an old one or one more, and what was in it
    uint32_t n = page_count;
    for (uint32_t i = 0; i < page_count; ++i) {
        n = pages[i].task.value == 0 ? i : n;
    }
    if (n == page_count) {
        if (n == max_pages || !take_page_from_sigma0(place_of(n))) {
            return max_pages;
        }
        page_count = n + 1;
    }
    pages[n] = {task, address};
    clear_page(place_of(n));
    return n;
    // LAB 7 END
