// tree_before_table.cpp -- the node is gone before the page is.

    // LAB 6 BEGIN remove: out of the page table, if it is there, and out of the tree
    trace_unmap(page, *slot.entry, false);
    // Of a page of 4 MB the node is needed to take it out; it goes behind that.
    if (!slot.entry->is_large()) {
        *slot.entry = PageEntry{};
        forget_page(space_of(page.task()), page.page());
    } else {
        take_out_page(space_of(page.task()), page.page(), slot);
    }
    lose_page(node);
    // LAB 6 END
