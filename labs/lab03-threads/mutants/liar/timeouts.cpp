// timeouts.cpp -- a liar: everybody is due in a millisecond.

    // LAB 3 BEGIN deadline: forged
    timeout_queue.insert(thread, clock_now_us() + tick_us_rounded_up);
    static_cast<void>(timeout);
    // LAB 3 END
