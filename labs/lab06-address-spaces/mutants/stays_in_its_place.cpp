// stays_in_its_place.cpp -- a writer among the readers.
// Fails: unmap.late_writer_is_found

    // LAB 6 BEGIN change a right: in the page table, in the TLB, and in the order of the list
    entry = is_writable ? entry.with(PTE_WRITABLE) : entry.without(PTE_WRITABLE);
    forget_page(space_of(page.task()), page.page());
    if (is_writable || !node.is_split()) {
        static_cast<void>(node);
    }
    // LAB 6 END
