// sends_the_begin_of_the_fpage.cpp -- a large fpage always begins at its begin.
// Fails: placement.hot_spot_in_the_fpage

    // LAB 6 BEGIN placement: the bits that both leave open, and who decides the others
    const uint32_t s = send.offset_mask(), r = window.offset_mask();
    return {(send.word() & ~s),
            (window.word() & ~r) | (hot_spot & r & ~s), (s & r) / page_size + 1};
    // LAB 6 END
