// parent_keeps_the_right.cpp -- nobody takes the right to write from the parent.
// Fails: copies.parent_writes_its_own

    // LAB 7 BEGIN fork: for each view of the parent one more, and who may still write?
    const uint32_t count = view_count;
    for (uint32_t i = 0; i < count; ++i) {
        if (views[i].task == parent) {
            ++views_of[views[i].page];
            views[view_count++] = {child, views[i].address, views[i].page};
        }
    }
    // LAB 7 END
