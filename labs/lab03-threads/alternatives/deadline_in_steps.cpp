// deadline_in_steps.cpp -- another right way: the tick that is not over yet is the first step.

    // LAB 3 BEGIN deadline: otherwise
    uint64_t deadline_us = timeout.us();
    deadline_us += tick_us_rounded_up;
    deadline_us += clock_now_us();
    timeout_queue.insert(thread, deadline_us);
    // LAB 3 END
