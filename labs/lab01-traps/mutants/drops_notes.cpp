// drops_notes.cpp -- a note is silent, so nothing is done with it.
// Fails: int3.notes_do_not_stop

    // LAB 1 BEGIN breakpoint: wrong on purpose
    const uint32_t eip = frame.eip;
    const int first = read_byte_of(frame, eip);
    const int second = read_byte_of(frame, eip + 1);
    if (first == opcode_compare_al && second >= 0) {
        call_debugger_function(frame, static_cast<uint32_t>(second));
    } else if (first == opcode_nop && second == opcode_short_jump) {
        const int length = read_byte_of(frame, eip + 2);
        print_program_text(frame, eip + 3, length <= longest_jump ? length : 0);
    }
    // LAB 1 END
