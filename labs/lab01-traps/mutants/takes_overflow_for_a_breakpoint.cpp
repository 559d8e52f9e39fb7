// takes_overflow_for_a_breakpoint.cpp -- both are traps, but only one prints.
// Fails: exceptions.trap_goes_on_behind

    // LAB 1 BEGIN exceptions: wrong on purpose
    if (frame.vector == vector_page_fault) {
        handle_page_fault(frame);
    } else if (frame.vector == vector_breakpoint || frame.vector == vector_overflow) {
        handle_breakpoint(frame);
    } else {
        handle_other_exception(frame);
    }
    // LAB 1 END
