// grants_the_page.cpp -- the pager gives its pages away, and cannot call them back.
// Fails: zeros.given_back_is_gone

    // LAB 7 BEGIN demand zero: the page that the client has there, or a new one
    uint32_t n = find_page(fault.task, fault.page);
    if (n == max_pages) {
        n = new_page(fault.task, fault.page);
    }
    if (n == max_pages) {
        return {};
    }
    return {send_fpage, fault.page,
            Fpage::make(place_of(n), page_order, Fpage::write_bit | Fpage::grant_bit).word()};
    // LAB 7 END
