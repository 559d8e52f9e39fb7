// keeps_interrupts_out.cpp -- until all is done.
// Fails: unmap.interrupts_come_in_between

    // LAB 6 BEGIN unmap call: step by step; in between the machine may be interrupted
    UnmapOperation operation{self.id.task(), fpage, UnmapMask::from(frame.ecx)};
    while (operation.step()) {
    }
    // LAB 6 END
