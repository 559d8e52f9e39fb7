// copies_at_once.cpp -- fork makes a page for each page.
// Fails: copies.child_sees_the_parents

    // LAB 7 BEGIN fork: for each view of the parent one more, and who may still write?
    const uint32_t count = view_count;
    for (uint32_t i = 0; i < count; ++i) {
        const uint32_t own = free_page();
        if (views[i].task == parent && own != max_pages) {
            views_of[own] = 1;
            copy_page(own, views[i].page);
            views[view_count++] = {child, views[i].address, own};
        }
    }
    // LAB 7 END
