// breakpoint.cpp -- a liar: looks busy, and does no work.

    // LAB 1 BEGIN breakpoint: forged
    print_program_text(frame, frame.eip, 8);
    // LAB 1 END
