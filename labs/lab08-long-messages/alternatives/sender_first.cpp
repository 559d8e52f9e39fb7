// sender_first.cpp -- right as well: the sender is released first.

    // LAB 8 BEGIN break off: two codes, and neither knows the other any more
    const bool is_answer = receiver.answerer == &sender;
    end_transfer(sender, receiver);
    release(sender, by, twin(error), false);
    release(receiver, by, error, is_answer);
    // LAB 8 END
