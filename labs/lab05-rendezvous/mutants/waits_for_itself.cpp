// waits_for_itself.cpp -- who sends to oneself waits until one receives.
// Fails: meeting.needs_two

    // LAB 5 BEGIN send phase: nobody there, not ready for us, or a meeting
    if (partner == nullptr) {
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
        return partner;
    }
    // LAB 5 END
