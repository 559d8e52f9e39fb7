// clock_of_the_receiver_runs_on.cpp -- the message has come, but the clock does not know.
// Fails: timeouts.message_stops_the_clock

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
    if (transfer_message(self, *partner, true)) [[likely]] {
        return partner;
    }
    // LAB 5 END
