// hot_spot_is_an_address_in_the_window.cpp -- adds the hot spot to the window, whole.
// Fails: placement.hot_spot_in_the_window

    // LAB 6 BEGIN placement: the bits that both leave open, and who decides the others
    const uint32_t s = send.offset_mask(), r = window.offset_mask();
    return {(send.word() & ~s) | (hot_spot & s & ~r),
            (window.word() & ~r) | (hot_spot & ~s), (s & r) / page_size + 1};
    // LAB 6 END
