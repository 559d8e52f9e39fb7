// gives_everything_back.cpp -- one task's pages are all pages.
// Fails: zeros.others_keep_theirs

    // LAB 7 BEGIN give back: called back, and free
    for (uint32_t n = 0; n < page_count; ++n) {
        if (task.value != 0) {
            fpage_unmap(Fpage::make(place_of(n), page_order),
                        UnmapMask::remove_elsewhere);
            pages[n].task = TaskNumber{0};
        }
    }
    // LAB 7 END
