// forks_everybody.cpp -- all pages of all tasks go to the child.
// Fails: copies.bystanders_stay

    // LAB 7 BEGIN fork: for each view of the parent one more, and who may still write?
    const uint32_t count = view_count;
    for (uint32_t i = 0; i < count; ++i) {
        static_cast<void>(parent);
        if (views[i].task != child) {
            fpage_unmap(Fpage::make(place_of(views[i].page), page_order),
                        UnmapMask::read_only_elsewhere);
            ++views_of[views[i].page];
            views[view_count++] = {child, views[i].address, views[i].page};
        }
    }
    // LAB 7 END
