// forgets_to_unmap.cpp -- the pager forgets whose page it was, and the client does not.
// Fails: zeros.given_back_is_gone

    // LAB 7 BEGIN give back: called back, and free
    for (uint32_t n = 0; n < page_count; ++n) {
        if (pages[n].task == task) {
            pages[n].task = TaskNumber{0};
        }
    }
    // LAB 7 END
