// page_stays_in_the_tlb.cpp -- out of the page table, not out of the TLB.
// Fails: unmap.page_is_forgotten_at_once

    // LAB 6 BEGIN remove: out of the page table, if it is there, and out of the tree
    if (slot.entry != nullptr) {
        trace_unmap(page, *slot.entry, false);
        *slot.entry = PageEntry{};
    }
    lose_page(node);
    // LAB 6 END
