// takes_calls_for_interrupts.cpp -- believes in 24 interrupt lines.
// Fails: exceptions.system_calls_are_no_exceptions

    // LAB 1 BEGIN dispatch: wrong on purpose
    if (frame.vector < exception_vectors) {
        handle_exception(frame);
    } else if (frame.vector < first_interrupt_vector + 24) {
        handle_interrupt(frame.vector - first_interrupt_vector);
    } else {
        handle_system_call(frame);
    }
    // LAB 1 END
