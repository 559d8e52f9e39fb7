// asks_in_another_order.cpp -- the meeting before the mistakes, words behind the name.

    // LAB 5 BEGIN send phase: nobody there, not ready for us, or a meeting
    const bool is_somebody = partner != nullptr && partner != &self;
    if (is_somebody && ipc.send().word() >= USER_SPACE_END) {
        finish_ipc(self, IpcError::send_aborted);
        return nullptr;
    }
    if (is_somebody && can_receive_from(*partner, self)) {
        cancel_timeout(*partner);
        if (transfer_message(self, *partner, true)) {
            return partner;
        }
    } else if (is_somebody) {
        send_later(self, *partner);
        return nullptr;
    } else {
        finish_ipc(self, IpcError::not_existing);
        return nullptr;
    }
    // LAB 5 END

    // LAB 5 BEGIN deliver: two words, and who sent them
    registers_.edi = source.high();
    registers_.esi = source.low();
    registers_.ebx = w1;
    registers_.edx = w0;
    // LAB 5 END
