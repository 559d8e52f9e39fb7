// record_queues.cpp -- who is queued where, who runs, and on whose timeslice.
#include "recorder.hpp"
#include "thread_lists.hpp"

namespace kumquat {

namespace {

constexpr uint32_t tick_us = 1'000;

}  // namespace

void Recorder::insert_ready(const Event& event) {
    const uint32_t thread = column(event, 0), level = column(event, 1);
    if (journal_[layout_.running] !=
        thread + 1) {  // it has the processor until a switch
        become(thread, LaneState::ready);
    }
    if (!is_thread(thread) || level >= ready_levels) {
        odd("There is no such queue");
        return;
    }
    note_priority(thread, level);
    if (remove(journal_, layout_.ready_lists(), thread)) {
        odd("The thread is in the ready queue already");
    }
    append(journal_, layout_.ready_lists(), level, thread);
    const bool lives_on_donations =
        get(thread, thread_timeslice_us) == 0 &&
        static_cast<int32_t>(get(thread, thread_remaining_us)) <= 0;
    const uint32_t owner = journal_[layout_.owner];
    if (journal_[layout_.running] == thread + 1 && lives_on_donations && owner != 0) {
        // It is preempted, and keeps the rest of the time that was given to it.
        set(thread, thread_remaining_us, get(owner - 1, thread_remaining_us));
        refill(owner - 1);
    }
}

void Recorder::remove_ready(const Event& event) {
    const uint32_t thread = column(event, 0);
    if (is_thread(thread) && !remove(journal_, layout_.ready_lists(), thread)) {
        odd("The thread is not in the ready queue");
    }
}

void Recorder::insert_timeout(const Event& event) {
    const uint32_t thread = column(event, 0);
    if (!is_thread(thread)) {
        return;
    }
    if (remove(journal_, layout_.timeout_lists(), thread)) {
        odd("The thread is in the timeout queue already");
    }
    append(journal_, layout_.timeout_lists(), 0, thread);
    set(thread, thread_deadline_us, column(event, 1));
}

void Recorder::remove_timeout(const Event& event) {
    const uint32_t thread = column(event, 0);
    if (is_thread(thread) && !remove(journal_, layout_.timeout_lists(), thread)) {
        odd("The thread is not in the timeout queue");
    }
}

/// A thread that waits to send stands in its partner's send queue.
void Recorder::block(const Event& event) {
    const uint32_t thread = column(event, 0);
    const bool sends = column(event, 2) == static_cast<uint32_t>(IpcPhase::send);
    if (!is_thread(thread)) {
        return;
    }
    wait(thread, event);
    leave_send_queue(thread);
    const uint32_t chief = redirected_to_[thread];
    const uint32_t partner = chief == no_index ? column(event, 1) : chief;
    if (sends && is_thread(partner)) {
        append(journal_, layout_.send_lists(), partner, thread);
    } else if (sends) {
        odd("A thread waits to send to nobody");
    }
}

void Recorder::leave_send_queue(uint32_t thread) {
    remove(journal_, layout_.send_lists(), thread);
}

void Recorder::refill(uint32_t thread) {
    if (is_thread(thread)) {
        set(thread, thread_remaining_us, get(thread, thread_timeslice_us));
    }
}

void Recorder::switch_threads(const Event& event) {
    const uint32_t self = column(event, 0), next = column(event, 1);
    const uint32_t owner = column(event, 3);
    if (journal_[layout_.running] != 0 && journal_[layout_.running] != self + 1) {
        odd("The thread that hands over the processor did not have it");
    }
    const auto reason = static_cast<SwitchReason>(column(event, 2));
    if (reason == SwitchReason::preempt && is_thread(self)) {
        // It has not had its timeslice: it comes before its equals.
        const uint32_t level = list_of(journal_, layout_.ready_lists(), self);
        if (remove(journal_, layout_.ready_lists(), self)) {
            prepend(journal_, layout_.ready_lists(), level, self);
        }
    }
    const bool gives_up =
        (reason == SwitchReason::block || reason == SwitchReason::direct) &&
        is_thread(self) && get(self, thread_transfer_partner) != 0 &&
        histories_[self].latest().state == LaneState::running;
    hand_over(self, next);
    if (gives_up) {
        wait_within_transfer(self);
    }
    if (is_thread(owner)) {
        journal_.set(layout_.owner, owner + 1);
    }
}

/// Who yields to nobody in particular gives up the rest of the timeslice, whoever's it is.
void Recorder::yield(const Event& event) {
    if (column(event, 1) == no_index) {
        refill(journal_[layout_.owner] - 1);
        refill(column(event, 0));
    }
}

/// Whose time is used up gets a new timeslice at once, and waits for its turn to use it. An
/// event tells of a timeslice only when its owner's turn has come.
void Recorder::begin_slice(const Event& event) {
    const uint32_t owner = column(event, 0), before = journal_[layout_.owner];
    if (!is_thread(owner)) {
        return;
    }
    if (before != 0 &&
        static_cast<int32_t>(get(before - 1, thread_remaining_us)) <= 0) {
        refill(before - 1);
    }
    set(owner, thread_remaining_us, column(event, 1));
    journal_.set(layout_.owner, owner + 1);
}

void Recorder::tick(const Event& event) {
    journal_.set(layout_.clock_us, column(event, 1));
    journal_.set(layout_.clock_is_known, 1);
    const uint32_t owner = journal_[layout_.owner];
    if (owner != 0 && trace_.threads[owner - 1].id != "0.0") {
        set(owner - 1, thread_remaining_us,
            get(owner - 1, thread_remaining_us) - tick_us);
    }
}

}  // namespace kumquat
