// does_not_clear.cpp -- sigma0 is believed to give clean memory.
// Fails: zeros.nothing_is_in_them

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
    }
    pages[n] = {task, address};
    return n;
    // LAB 7 END
