// lists_by_hand.cpp -- another right way: the top is found anew whenever it may have changed.

    // LAB 3 BEGIN open a list: otherwise
    if (top_ < thread.priority + 1) {
        top_ = thread.priority + 1;
    }
    const uint32_t bit = 1u << (priority & 31);
    bitmap_[priority >> 5] = bitmap_[priority >> 5] | bit;
    return lists_[thread.priority];
    // LAB 3 END

    // LAB 3 BEGIN remove from a list: otherwise
    Tcb*& list = lists_[thread.priority];
    LinkedThreads::remove(list, thread);
    if (list == nullptr) {
        const uint32_t priority = static_cast<uint32_t>(thread.priority);
        bitmap_[priority / bits] ^= 1u << (priority % bits);
        if (top_ == static_cast<int>(priority) + 1) {
            top_ = top_below(top_ - 1);
        }
    }
    // LAB 3 END
