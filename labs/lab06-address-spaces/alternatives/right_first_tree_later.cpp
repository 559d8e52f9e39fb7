// right_first_tree_later.cpp -- the order of table, TLB and list does not matter.

    // LAB 6 BEGIN change a right: in the page table, in the TLB, and in the order of the list
    if (is_writable || !node.is_split()) {
        unlink(node);
        link(node, is_writable);
    }
    const uint32_t right = is_writable ? PTE_WRITABLE : 0;
    entry = entry.without(PTE_WRITABLE).with(right);
    forget_page(space_of(page.task()), page.page());
    // LAB 6 END
