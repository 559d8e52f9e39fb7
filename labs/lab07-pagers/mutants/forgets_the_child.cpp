// forgets_the_child.cpp -- the child begins with nothing.
// Fails: copies.child_sees_the_parents

    // LAB 7 BEGIN fork: for each view of the parent one more, and who may still write?
    const uint32_t count = view_count;
    for (uint32_t i = 0; i < count; ++i) {
        if (views[i].task == parent) {
            fpage_unmap(Fpage::make(place_of(views[i].page), page_order),
                        UnmapMask::read_only_elsewhere);
            ++views_of[views[i].page];
            static_cast<void>(child);
        }
    }
    // LAB 7 END
