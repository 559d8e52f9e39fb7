// walks_backwards.cpp -- another right way: most are due later than those who wait already, so the
// walk begins at the end; and the deadline is calculated in steps.

    // LAB 3 BEGIN sorted place: otherwise
    Tcb*& first = lists_[0];
    if (first == nullptr || thread.deadline_us < first->deadline_us) {
        TimeoutList::push_front(first, thread);
        return;
    }
    Tcb* earlier = first->timeout_link.previous;
    while (earlier->deadline_us > thread.deadline_us) {
        earlier = earlier->timeout_link.previous;
    }
    Tcb* const next = earlier->timeout_link.next;
    if (next == first) {
        TimeoutList::push_back(first, thread);
    } else {
        TimeoutList::insert_before(next, thread);
    }
    // LAB 3 END
