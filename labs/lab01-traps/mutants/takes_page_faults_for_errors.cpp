// takes_page_faults_for_errors.cpp -- a page fault stops whoever has it.
// Fails: exceptions.page_fault_has_its_own_handler

    // LAB 1 BEGIN exceptions: wrong on purpose
    if (frame.vector == vector_breakpoint) {
        handle_breakpoint(frame);
    } else {
        handle_other_exception(frame);
    }
    // LAB 1 END
