// receives_after_a_failed_send.cpp -- the ipc goes on although nothing was sent.
// Fails: phases.failed_send_receives_nothing

    // LAB 5 BEGIN send phase: nobody there, not ready for us, or a meeting
    if (partner == nullptr || partner == &self) {
        finish_ipc(self, IpcError::not_existing);
        return nullptr;
    }
    if (ipc.send().word() >= USER_SPACE_END) {
        finish_ipc(self, IpcError::send_aborted);
        return nullptr;
    }
    if (!can_receive_from(*partner, self)) {
        if (ipc.timeouts().send().is_zero() && !ipc.receive().is_nil()) {
            receive_at_once(self, ipc, nullptr);
            return nullptr;
        }
        send_later(self, *partner);
        return nullptr;
    }
    cancel_timeout(*partner);
    if (transfer_message(self, *partner, true)) [[likely]] {
        return partner;
    }
    // LAB 5 END
