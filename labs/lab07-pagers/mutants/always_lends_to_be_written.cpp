// always_lends_to_be_written.cpp -- who reads a shared page can write it.
// Fails: copies.child_sees_the_parents

    // LAB 7 BEGIN show: may it be written, and is it there at all?
    [[maybe_unused]] const bool is_alone = views_of[view.page] == 1;
    static_cast<void>(*words_of(view.page));
    return {
        send_fpage, view.address,
        Fpage::make(place_of(view.page), page_order, Fpage::write_bit)
            .word()};
    // LAB 7 END
