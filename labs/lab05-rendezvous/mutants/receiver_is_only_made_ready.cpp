// receiver_is_only_made_ready.cpp -- a send goes on, and the receiver gets its turn some time.
// Fails: meeting.receiver_runs_at_once

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
        send_later(self, *partner);
        return nullptr;
    }
    cancel_timeout(*partner);
    if (transfer_message(self, *partner, true)) [[likely]] {
        if (ipc.receive().is_nil()) {
            wake(*partner, self);
            finish_ipc(self, IpcError::none);
            return nullptr;
        }
        return partner;
    }
    // LAB 5 END
