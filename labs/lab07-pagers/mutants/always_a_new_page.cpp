// always_a_new_page.cpp -- each fault is one for a page that was never there.
// Fails: zeros.asked_again

    // LAB 7 BEGIN demand zero: the page that the client has there, or a new one
    const uint32_t n = new_page(fault.task, fault.page);
    if (n == max_pages) {
        return {};
    }
    return {send_fpage, fault.page, Fpage::make(place_of(n), page_order, Fpage::write_bit).word()};
    // LAB 7 END
