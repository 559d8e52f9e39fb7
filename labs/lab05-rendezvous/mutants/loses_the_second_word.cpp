// loses_the_second_word.cpp -- one word is a message, too.
// Fails: meeting.words_arrive

    // LAB 5 BEGIN deliver: two words, and who sent them
    registers_.edx = w0;
    registers_.esi = source.low();
    registers_.edi = source.high();
    static_cast<void>(w1);
    // LAB 5 END
