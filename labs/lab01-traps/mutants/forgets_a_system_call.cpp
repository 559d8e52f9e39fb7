// forgets_a_system_call.cpp -- < instead of <=: the last one is nobody's.
// Fails: exceptions.system_calls_are_no_exceptions
    // LAB 1 BEGIN dispatch: wrong on purpose
    if (frame.vector < exception_vectors) {
        handle_exception(frame);
    } else if (frame.vector < first_interrupt_vector + interrupt_lines) {
        handle_interrupt(frame.vector - first_interrupt_vector);
    } else if (frame.vector < 0x36) {
        handle_system_call(frame);
    }
    // LAB 1 END
