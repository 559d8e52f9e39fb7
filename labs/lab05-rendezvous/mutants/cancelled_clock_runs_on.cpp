// cancelled_clock_runs_on.cpp -- out of the send queue, but not out of the timeout queue.
// Fails: ends.clock_stops

    // LAB 5 BEGIN leave the queues: nobody finds this thread waiting any more
    if (thread.state == ThreadState::sending) {
        leave_send_queue(thread);
    }
    // LAB 5 END
