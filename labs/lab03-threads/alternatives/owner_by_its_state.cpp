// owner_by_its_state.cpp -- another right way: the owner's new slice comes first in any case, and the
// books are kept in another order.

    // LAB 3 BEGIN slice end: otherwise
    Tcb& self = current_thread();
    const bool owner_waits_its_turn = slice_owner->state == ThreadState::ready;
    if (owner_waits_its_turn) {
        remove_from_ready_queue(*slice_owner);
    }
    refill(*slice_owner);
    if (owner_waits_its_turn) {
        make_ready(*slice_owner);
    }
    make_ready(self);
    run_next(SwitchReason::slice_end);
    // LAB 3 END

    // LAB 3 BEGIN charge: otherwise
    Tcb& self = current_thread();
    Tcb& owner = *slice_owner;
    if (!owner.is_idle()) {
        owner.remaining_us = owner.remaining_us - static_cast<int>(tick_us_rounded_up);
    }
    self.cpu_time_us = self.cpu_time_us + tick_us_rounded_up;
    // LAB 3 END

    // LAB 3 BEGIN step aside: otherwise
    keep_donated_time(self);
    self.state = ThreadState::ready;
    if (self.is_idle() || !self.has_time()) {
        return;
    }
    ready_queue.insert_first(self);
    trace_ready_insert(self);
    // LAB 3 END
