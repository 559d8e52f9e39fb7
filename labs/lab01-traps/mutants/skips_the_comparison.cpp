// skips_the_comparison.cpp -- moves EIP behind what it has understood.
// Fails: int3.program_goes_on_right_behind

    // LAB 1 BEGIN breakpoint: wrong on purpose
    const uint32_t eip = frame.eip;
    const int first = read_byte_of(frame, eip);
    const int second = read_byte_of(frame, eip + 1);
    if (first == opcode_compare_al && second >= 0) {
        call_debugger_function(frame, static_cast<uint32_t>(second));
        frame.eip += 2;
    } else if (first == opcode_nop && second == opcode_short_jump) {
        const int length = read_byte_of(frame, eip + 2);
        print_program_text(frame, eip + 3, length);
    } else if (first == opcode_short_jump && second > 0) {
        enter_debugger(frame, eip + 2, second);
    } else {
        enter_debugger(frame, 0, 0);
    }
    // LAB 1 END
