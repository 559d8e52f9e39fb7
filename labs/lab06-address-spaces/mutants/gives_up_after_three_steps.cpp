// gives_up_after_three_steps.cpp -- three steps are enough for everybody.
// Fails: unmap.whole_range

    // LAB 6 BEGIN unmap call: step by step; in between the machine may be interrupted
    UnmapOperation operation{self.id.task(), fpage, UnmapMask::from(frame.ecx)};
    for (int i = 0; i < 3 && operation.step(); ++i) {
        // BLOCKS: others may map and unmap meanwhile.
        take_pending_interrupts();
    }
    // LAB 6 END
