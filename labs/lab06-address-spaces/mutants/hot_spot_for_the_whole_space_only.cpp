// hot_spot_for_the_whole_space_only.cpp -- a window that is smaller begins where it begins.
// Fails: placement.hot_spot_in_the_window

    // LAB 6 BEGIN placement: the bits that both leave open, and who decides the others
    const uint32_t s = send.offset_mask(), r = window.offset_mask();
    return {(send.word() & ~s) | (hot_spot & s & ~r),
            (window.word() & ~r) | (r == ~0u ? hot_spot & ~s : 0), (s & r) / page_size + 1};
    // LAB 6 END
