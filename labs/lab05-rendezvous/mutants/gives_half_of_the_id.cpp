// gives_half_of_the_id.cpp -- the high word is zero anyway, mostly.
// Fails: meeting.sender_is_named

    // LAB 5 BEGIN deliver: two words, and who sent them
    registers_.edx = w0;
    registers_.ebx = w1;
    registers_.esi = source.low();
    // LAB 5 END
