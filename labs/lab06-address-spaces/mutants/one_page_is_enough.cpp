// one_page_is_enough.cpp -- an fpage is a page.
// Fails: placement.all_pages_go_over

    // LAB 6 BEGIN placement: the bits that both leave open, and who decides the others
    const uint32_t s = send.offset_mask(), r = window.offset_mask();
    return {(send.word() & ~s) | (hot_spot & s & ~r),
            (window.word() & ~r) | (hot_spot & r & ~s), 1};
    // LAB 6 END
