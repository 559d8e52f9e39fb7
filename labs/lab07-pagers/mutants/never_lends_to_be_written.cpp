// never_lends_to_be_written.cpp -- a page with one view can only be read.
// Fails: stack.memory_from_below

    // LAB 7 BEGIN show: may it be written, and is it there at all?
    [[maybe_unused]] const bool is_alone = views_of[view.page] == 1;
    static_cast<void>(*words_of(view.page));
    return {
        send_fpage, view.address,
        Fpage::make(place_of(view.page), page_order, 0)
            .word()};
    // LAB 7 END
