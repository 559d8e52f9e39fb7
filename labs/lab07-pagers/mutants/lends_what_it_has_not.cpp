// lends_what_it_has_not.cpp -- a page is lent that the pager itself has never touched.
// Fails: stack.memory_from_below

    // LAB 7 BEGIN show: may it be written, and is it there at all?
    const bool is_alone = views_of[view.page] == 1;
    return {
        send_fpage, view.address,
        Fpage::make(place_of(view.page), page_order, is_alone ? Fpage::write_bit : 0)
            .word()};
    // LAB 7 END
