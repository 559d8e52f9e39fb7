// keeps_the_processor_from_its_partner.cpp -- waits, but lets the scheduler choose.
// Fails: phases.call_runs_its_server

    // LAB 5 BEGIN receive phase: a message at once, an error at once, or a wait
    constexpr uint32_t something_waits = slow_send_queue | slow_interrupt;
    if ((partner == nullptr || (self.slow_reasons & something_waits) != 0) &&
        receive_at_once(self, ipc, partner)) [[unlikely]] {
        return;
    }
    if (ipc.timeouts().receive_is_zero()) [[unlikely]] {
        end_own_ipc(self, IpcError::receive_timeout, partner);
        return;
    }
    wait_to_receive(self, ipc);
    if (partner != nullptr) {
        wake(*partner, self);
    }
    block(self, nullptr);
    // LAB 5 END
