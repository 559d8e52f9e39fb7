// one_step_is_all.cpp -- calls step() once.
// Fails: unmap.whole_range

    // LAB 6 BEGIN unmap call: step by step; in between the machine may be interrupted
    UnmapOperation operation{self.id.task(), fpage, UnmapMask::from(frame.ecx)};
    if (operation.step()) {
        // BLOCKS: others may map and unmap meanwhile.
        take_pending_interrupts();
    }
    // LAB 6 END
