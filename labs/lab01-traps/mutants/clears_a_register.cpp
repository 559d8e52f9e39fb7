// clears_a_register.cpp -- uses EAX of the frame for a return value that nobody asked for.
// Fails: exceptions.faults_are_told_exactly

    // LAB 1 BEGIN dispatch: wrong on purpose
    if (frame.vector < exception_vectors) {
        handle_exception(frame);
        frame.eax = 0;
    } else if (frame.vector < first_interrupt_vector + interrupt_lines) {
        handle_interrupt(frame.vector - first_interrupt_vector);
    } else {
        handle_system_call(frame);
    }
    // LAB 1 END
