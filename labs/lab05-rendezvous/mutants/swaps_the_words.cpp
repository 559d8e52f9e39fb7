// swaps_the_words.cpp -- EBX comes before EDX in the alphabet.
// Fails: meeting.words_arrive

    // LAB 5 BEGIN deliver: two words, and who sent them
    registers_.ebx = w0;
    registers_.edx = w1;
    registers_.esi = source.low();
    registers_.edi = source.high();
    // LAB 5 END
