// removes_in_silence.cpp -- the trace does not hear of it.
// Fails: unmap.child_loses_the_page

    // LAB 6 BEGIN remove: out of the page table, if it is there, and out of the tree
    if (slot.entry != nullptr) {
        take_out_page(space_of(page.task()), page.page(), slot);
    }
    lose_page(node);
    // LAB 6 END
