// lends_what_was_asked.cpp -- who reads gets a page to be read only.
// Fails: zeros.pages_are_kept

    // LAB 7 BEGIN demand zero: the page that the client has there, or a new one
    uint32_t n = find_page(fault.task, fault.page);
    if (n == max_pages) {
        n = new_page(fault.task, fault.page);
    }
    if (n == max_pages) {
        return {};
    }
    return {send_fpage, fault.page,
            Fpage::make(place_of(n), page_order, fault.is_write ? Fpage::write_bit : 0).word()};
    // LAB 7 END
