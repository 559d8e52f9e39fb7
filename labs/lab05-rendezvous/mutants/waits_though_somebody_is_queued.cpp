// waits_though_somebody_is_queued.cpp -- whoever is in the queue has to come again.
// Fails: phases.server_takes_the_next

    // LAB 5 BEGIN receive phase: a message at once, an error at once, or a wait
    constexpr uint32_t something_waits = slow_send_queue | slow_interrupt;
    if ((partner == nullptr && something_waits != 0) &&
        receive_at_once(self, ipc, partner)) [[unlikely]] {
        return;
    }
    if (ipc.timeouts().receive_is_zero()) [[unlikely]] {
        end_own_ipc(self, IpcError::receive_timeout, partner);
        return;
    }
    wait_to_receive(self, ipc);
    block(self, partner);
    // LAB 5 END
