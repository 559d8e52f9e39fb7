// takes_the_next_page_too.cpp -- a region twice as large.
// Fails: unmap.neighbours_stay

    // LAB 6 BEGIN unmap call: step by step; in between the machine may be interrupted
    UnmapOperation operation{self.id.task(),
                             Fpage::make(fpage.base(), fpage.order() + 1), UnmapMask::from(frame.ecx)};
    while (operation.step()) {
        // BLOCKS: others may map and unmap meanwhile.
        take_pending_interrupts();
    }
    // LAB 6 END
