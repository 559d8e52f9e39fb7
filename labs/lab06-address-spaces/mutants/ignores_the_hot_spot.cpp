// ignores_the_hot_spot.cpp -- the first page of the window will do.
// Fails: map.page_arrives

    // LAB 6 BEGIN placement: the bits that both leave open, and who decides the others
    const uint32_t s = send.offset_mask(), r = window.offset_mask();
    return {(send.word() & ~s) | (hot_spot & s & ~r),
            (window.word() & ~r) | (0 & hot_spot & r & ~s), (s & r) / page_size + 1};
    // LAB 6 END
