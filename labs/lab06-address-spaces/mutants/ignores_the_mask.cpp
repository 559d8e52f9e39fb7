// ignores_the_mask.cpp -- always removes, never the own page.
// Fails: unmap.own_page_if_asked

    // LAB 6 BEGIN unmap call: step by step; in between the machine may be interrupted
    UnmapOperation operation{self.id.task(), fpage, UnmapMask::from(UnmapMask::remove_bit)};
    while (operation.step()) {
        // BLOCKS: others may map and unmap meanwhile.
        take_pending_interrupts();
    }
    // LAB 6 END
