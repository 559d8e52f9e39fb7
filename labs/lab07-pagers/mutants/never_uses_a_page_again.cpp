// never_uses_a_page_again.cpp -- what is given back is lost.
// Fails: zeros.memory_is_used_again

    // LAB 7 BEGIN new page: an old one or one more, and what was in it
    uint32_t n = page_count;
    while (n < page_count && pages[n].task.value != 0) {
        ++n;
    }
    if (n == page_count) {
        if (n == max_pages || !take_page_from_sigma0(place_of(n))) {
            return max_pages;
        }
        ++page_count;
    }
    clear_page(place_of(n));
    pages[n] = {task, address};
    return n;
    // LAB 7 END
