// takes_interrupts_first.cpp -- looks for interrupts before each step, too.

    // LAB 6 BEGIN unmap call: step by step; in between the machine may be interrupted
    UnmapOperation operation{self.id.task(), fpage, UnmapMask::from(frame.ecx)};
    do {
        take_pending_interrupts();  // BLOCKS
    } while (operation.step());
    // LAB 6 END
