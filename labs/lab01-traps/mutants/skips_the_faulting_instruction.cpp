// skips_the_faulting_instruction.cpp -- adds two to EIP, as if every fault were a trap.
// Fails: exceptions.faults_are_told_exactly

    // LAB 1 BEGIN dispatch: wrong on purpose
    if (frame.vector < exception_vectors) {
        frame.eip += 2;
        handle_exception(frame);
    } else if (frame.vector < first_interrupt_vector + interrupt_lines) {
        handle_interrupt(frame.vector - first_interrupt_vector);
    } else {
        handle_system_call(frame);
    }
    // LAB 1 END
