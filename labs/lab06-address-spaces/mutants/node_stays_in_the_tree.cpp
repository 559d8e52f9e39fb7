// node_stays_in_the_tree.cpp -- the page is gone, the mapping is not.
// Fails: unmap.own_page_if_asked

    // LAB 6 BEGIN remove: out of the page table, if it is there, and out of the tree
    if (slot.entry != nullptr) {
        trace_unmap(page, *slot.entry, false);
        take_out_page(space_of(page.task()), page.page(), slot);
    }
    if (slot.entry == nullptr) {
        lose_page(node);
    }
    // LAB 6 END
