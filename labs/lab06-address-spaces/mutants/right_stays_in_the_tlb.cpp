// right_stays_in_the_tlb.cpp -- the page table knows, the TLB does not.
// Fails: unmap.right_is_forgotten_at_once

    // LAB 6 BEGIN change a right: in the page table, in the TLB, and in the order of the list
    entry = is_writable ? entry.with(PTE_WRITABLE) : entry.without(PTE_WRITABLE);
    static_cast<void>(page);
    if (is_writable || !node.is_split()) {
        unlink(node);
        link(node, is_writable);
    }
    // LAB 6 END
