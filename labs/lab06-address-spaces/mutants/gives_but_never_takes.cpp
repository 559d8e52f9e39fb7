// gives_but_never_takes.cpp -- the right is added and never removed.
// Fails: unmap.read_only_keeps_the_page

    // LAB 6 BEGIN change a right: in the page table, in the TLB, and in the order of the list
    entry = entry.with(PTE_WRITABLE);
    forget_page(space_of(page.task()), page.page());
    if (is_writable || !node.is_split()) {
        unlink(node);
        link(node, is_writable);
    }
    // LAB 6 END
