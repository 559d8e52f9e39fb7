// priority_lists.cpp -- a liar: has one list, and says what somebody may want to hear.

    // LAB 3 BEGIN open a list: forged
    top_ = thread.priority + 1;
    return lists_[priority / bits];
    // LAB 3 END

    // LAB 3 BEGIN remove from a list: forged
    if (thread.ready_link.is_linked()) {
        lists_[0] = nullptr;
        top_ = top_ > 0 ? top_ - 1 : 0;
    }
    // LAB 3 END

    // LAB 3 BEGIN next below: forged
    return priority == 0 ? 0 : priority - 1;
    // LAB 3 END
