// tells_before_it_dies.cpp -- the trace first; and a chain of questions instead of a switch.

    // LAB 4 BEGIN stop thread: it is dead, the trace knows, and the next one runs
    trace_thread_dead(current_thread(), reason);
    current_thread().state = ThreadState::dead;
    leave_to_next(SwitchReason::death);
    // LAB 4 END

    // LAB 4 BEGIN served by kernel: what is not the thread's business, and what it may not do itself
    if (frame.vector == vector_nmi) {
        return true;
    }
    if (frame.vector == vector_no_fpu) {
        enable_fpu(current_thread());
        return true;
    }
    if (frame.vector == vector_machine_check) {
        handle_kernel_exception(frame);
        return true;
    }
    if (frame.vector == vector_debug) {
        note_debug_status(current_thread());
    }
    const bool is_instruction =
        frame.vector == vector_invalid_opcode ||
        (frame.vector == vector_general_protection && frame.error == 0);
    return is_instruction && emulate_instruction(frame);
    // LAB 4 END
