// receive_zero_waits.cpp -- a look takes as long as a wait.
// Fails: timeouts.zero_never_waits

    // LAB 5 BEGIN receive phase: a message at once, an error at once, or a wait
    constexpr uint32_t something_waits = slow_send_queue | slow_interrupt;
    if ((partner == nullptr || (self.slow_reasons & something_waits) != 0) &&
        receive_at_once(self, ipc, partner)) [[unlikely]] {
        return;
    }
    wait_to_receive(self, ipc);
    block(self, partner);
    // LAB 5 END
