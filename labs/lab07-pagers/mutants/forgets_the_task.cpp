// forgets_the_task.cpp -- a page is found by its address alone.
// Fails: zeros.each_task_has_its_own

    // LAB 7 BEGIN demand zero: the page that the client has there, or a new one
    uint32_t n = 0;
    while (n < page_count && (pages[n].address != fault.page || pages[n].task.value == 0)) {
        ++n;
    }
    if (n == page_count) {
        n = new_page(fault.task, fault.page);
    }
    if (n == max_pages) {
        return {};
    }
    return {send_fpage, fault.page, Fpage::make(place_of(n), page_order, Fpage::write_bit).word()};
    // LAB 7 END
