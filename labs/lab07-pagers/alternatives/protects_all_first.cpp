// protects_all_first.cpp -- fork takes all rights to write, and then makes the views.

    // LAB 7 BEGIN fork: for each view of the parent one more, and who may still write?
    for (uint32_t i = 0; i < view_count; ++i) {
        if (views[i].task == parent) {
            fpage_unmap(Fpage::make(place_of(views[i].page), page_order), UnmapMask::read_only_elsewhere);
        }
    }
    for (uint32_t i = 0, count = view_count; i < count; ++i) {
        if (views[i].task == parent) {
            views[view_count] = {child, views[i].address, views[i].page};
            ++view_count;
            views_of[views[i].page] += 1;
        }
    }
    // LAB 7 END
