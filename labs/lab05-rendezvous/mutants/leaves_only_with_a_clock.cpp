// leaves_only_with_a_clock.cpp -- who waits without end cannot leave.
// Fails: ends.sender_leaves_the_queue

    // LAB 5 BEGIN leave the queues: nobody finds this thread waiting any more
    if (thread.state == ThreadState::sending && thread.deadline_us != 0) {
        leave_send_queue(thread);
    }
    cancel_timeout(thread);
    // LAB 5 END
