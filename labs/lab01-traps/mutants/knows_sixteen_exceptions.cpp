// knows_sixteen_exceptions.cpp -- right for most: but lines and vectors get mixed up for those behind.
// Fails: clock.ticks_each_millisecond

    // LAB 1 BEGIN dispatch: wrong on purpose
    if (frame.vector < exception_vectors) {
        handle_exception(frame);
    } else if (frame.vector < first_interrupt_vector + interrupt_lines) {
        handle_interrupt(frame.vector);
    } else {
        handle_system_call(frame);
    }
    // LAB 1 END
