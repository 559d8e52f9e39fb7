// timeout_queue_sorted.cpp -- a liar: the first in the line is whoever came last.

    // LAB 3 BEGIN sorted place: forged
    TimeoutList::push_front(lists_[0], thread);
    // LAB 3 END
