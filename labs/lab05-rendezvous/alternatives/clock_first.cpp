// clock_first.cpp -- starts the clock before anything else, and stops it first.

    // LAB 5 BEGIN wait to send: where it is found, with a clock running or none
    if (!timeout.is_never()) {
        start_timeout(self, timeout);
    }
    join_send_queue(receiver, self);
    self.state = ThreadState::sending;
    trace_ipc_block(self, IpcPhase::send);
    // LAB 5 END

    // LAB 5 BEGIN leave the queues: nobody finds this thread waiting any more
    cancel_timeout(thread);
    if (thread.state == ThreadState::sending) {
        leave_send_queue(thread);
    }
    // LAB 5 END
