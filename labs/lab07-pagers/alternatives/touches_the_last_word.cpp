// touches_the_last_word.cpp -- any word of the page brings it.

    // LAB 7 BEGIN show: may it be written, and is it there at all?
    const bool is_alone = views_of[view.page] == 1;
    static_cast<void>(words_of(view.page)[page_size / sizeof(uint32_t) - 1]);
    return {
        send_fpage, view.address,
        Fpage::make(place_of(view.page), page_order, is_alone ? Fpage::write_bit : 0)
            .word()};
    // LAB 7 END
