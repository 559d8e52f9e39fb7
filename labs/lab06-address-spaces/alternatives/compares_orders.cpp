// compares_orders.cpp -- placement by comparing the two sizes, not by masks.

    // LAB 6 BEGIN placement: the bits that both leave open, and who decides the others
    if (send.order() <= window.order()) {
        const uint32_t place = hot_spot & window.offset_mask() & ~send.offset_mask();
        return {send.base(), window.base() + place, send.offset_mask() / page_size + 1};
    }
    const uint32_t part = hot_spot & send.offset_mask() & ~window.offset_mask();
    return {send.base() + part, window.base(), window.offset_mask() / page_size + 1};
    // LAB 6 END
