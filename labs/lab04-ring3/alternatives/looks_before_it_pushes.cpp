// looks_before_it_pushes.cpp -- each question by itself; the error code is decided first; and the border
// is asked for the last byte.

    // LAB 4 BEGIN find handler: two words of a gate, and half an address in each
    const uint32_t gate = table + 8 * vector;
    uint32_t words[2] = {};
    for (uint32_t i = 0; i < 2; ++i) {
        if (!read_own(gate + 4 * i, words[i])) {
            return false;
        }
    }
    handler = (words[1] >> 16 << 16) + words[0] % 0x10000;
    return true;
    // LAB 4 END

    // LAB 4 BEGIN push frame: three words, and for some exceptions a fourth
    const bool has_code = (with_error_code & 1u << vector) != 0;
    const uint32_t words[] = {frame.eflags, frame.cs, frame.eip};
    for (const uint32_t word : words) {
        if (!push(stack, word)) {
            return false;
        }
    }
    return !has_code || push(stack, error);
    // LAB 4 END

    // LAB 4 BEGIN reflect: is there a handler, can it be started, and then let it run
    Tcb& self = current_thread();
    uint32_t handler = 0;
    if (!find_handler(table, vector, handler)) {
        stop_faulting_thread(frame);
    }
    if (handler == 0) {
        return false;
    }
    uint32_t stack = frame.esp;
    const bool can_run =
        is_user_range(handler, 1) && push_frame(stack, frame, vector, error);
    if (!can_run) {
        stop_faulting_thread(frame);
    }
    trace_exception_reflect(self, vector, handler, stack);
    frame.eip = handler;
    frame.esp = stack;
    frame.eflags = vector == vector_debug ? frame.eflags & ~eflags_trap : frame.eflags;
    return true;
    // LAB 4 END

    // LAB 4 BEGIN user range: the last byte, too, and no sum that runs over
    return address < USER_SPACE_END && size - 1 < USER_SPACE_END - address;
    // LAB 4 END
