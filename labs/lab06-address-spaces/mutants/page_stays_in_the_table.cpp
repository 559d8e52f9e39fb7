// page_stays_in_the_table.cpp -- out of the tree, but still there.
// Fails: unmap.child_loses_the_page

    // LAB 6 BEGIN remove: out of the page table, if it is there, and out of the tree
    if (slot.entry != nullptr) {
        trace_unmap(page, *slot.entry, false);
    }
    lose_page(node);
    // LAB 6 END
