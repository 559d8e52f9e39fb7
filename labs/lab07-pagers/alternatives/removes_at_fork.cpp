// removes_at_fork.cpp -- fork takes the pages away, and lets all fault again.

    // LAB 7 BEGIN fork: for each view of the parent one more, and who may still write?
    const uint32_t count = view_count;
    for (uint32_t i = 0; i < count; ++i) {
        if (views[i].task == parent) {
            fpage_unmap(Fpage::make(place_of(views[i].page), page_order),
                        UnmapMask::remove_elsewhere);
            ++views_of[views[i].page];
            views[view_count++] = {child, views[i].address, views[i].page};
        }
    }
    // LAB 7 END
