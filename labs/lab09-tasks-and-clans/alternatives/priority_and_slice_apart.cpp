// priority_and_slice_apart.cpp -- two changes, one after the other; partner and length found in other ways.

    // LAB 9 BEGIN new priority: not above the caller's mcp; the timeslice in any case
    const uint32_t wish = word & 0xFF;
    if (wish <= maximum_priority) {
        change_schedule(thread, static_cast<int>(wish), thread.timeslice_us);
    }
    change_schedule(thread, thread.priority, timeslice_of(word, thread.timeslice_us));
    // LAB 9 END

    // LAB 9 BEGIN new slice: mantissa and exponent as microseconds; the old ones if nothing is asked
    const uint32_t exponent = Exponent::get(word);
    if (exponent == 0) {
        return old_us;
    }
    uint64_t us = Mantissa::get(word);
    for (uint32_t i = exponent; i < 15; ++i) {
        us *= 4;
    }
    return us < (1u << 30) ? static_cast<uint32_t>(us) : 1u << 30;
    // LAB 9 END

    // LAB 9 BEGIN waits for whom: the partner of a transfer, the one named, or invalid
    const Tcb* const other = thread.transfer_partner;
    if (other != nullptr) {
        return other->id;
    }
    const bool receives = thread.state == ThreadState::receiving;
    if (!thread.state.is_blocked() || (receives && thread.ipc().receive().is_open()) ||
        thread.ipc().partner().is_nil()) {
        return ThreadId::invalid();
    }
    return thread.ipc().partner();
    // LAB 9 END
