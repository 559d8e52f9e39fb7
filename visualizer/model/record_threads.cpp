// record_threads.cpp -- threads come and go, with their priorities, pagers and messages.
#include "recorder.hpp"
#include "thread_lists.hpp"

namespace kumquat {

namespace {

constexpr uint32_t slice_at_start_us = 10'000;

}  // namespace

void Recorder::create_thread(const Event& event) {
    const uint32_t thread = column(event, 0), creator = column(event, 1);
    if (!is_thread(thread)) {
        return;
    }
    if (get(thread, thread_exists) != 0) {
        odd("This thread exists already");
    }
    const bool is_idle = trace_.threads[thread].id == "0.0";
    const uint32_t timeslice = is_idle              ? 0
                               : is_thread(creator) ? get(creator, thread_timeslice_us)
                                                    : slice_at_start_us;
    set(thread, thread_exists, 1);
    set(thread, thread_priority, column(event, 2));
    set(thread, thread_timeslice_us, timeslice);
    set(thread, thread_remaining_us, timeslice);
    // A thread cannot run until it is made ready. Only the kernel's own, 0.0, has the processor
    // already: it is the flow of control that started the kernel.
    histories_[thread].set(now_, ThreadRecord{});
    note_priority(thread, column(event, 2));
    become(thread, is_idle ? LaneState::running : LaneState::dead);
    if (is_idle) {
        journal_.set(layout_.running, thread + 1);
        journal_.set(layout_.owner, thread + 1);
    }
}

void Recorder::delete_thread(const Event& event) {
    const uint32_t thread = column(event, 0);
    if (!is_thread(thread)) {
        return;
    }
    for (const ThreadLists& lists :
         {layout_.ready_lists(), layout_.timeout_lists(), layout_.send_lists()}) {
        if (remove(journal_, lists, thread)) {
            odd("The thread that is deleted is still in a queue");
        }
    }
    while (const uint32_t sender = journal_[layout_.send_lists().head(thread)]) {
        odd("Somebody still waits to send to the thread that is deleted");
        remove(journal_, layout_.send_lists(), sender - 1);
    }
    histories_[thread].set(now_, ThreadRecord{});
    for (uint32_t field = 0; field < thread_ready_links; ++field) {
        set(thread, static_cast<ThreadField>(field), 0);
    }
}

void Recorder::set_pager(const Event& event) {
    if (is_thread(column(event, 0))) {
        set(column(event, 0), thread_pager, column(event, 1) + 1);
    }
}

void Recorder::set_schedule(const Event& event) {
    const uint32_t thread = column(event, 0);
    if (!is_thread(thread)) {
        return;
    }
    set(thread, thread_priority, column(event, 2));
    note_priority(thread, column(event, 2));
    if (get(thread, thread_timeslice_us) != column(event, 3)) {
        set(thread, thread_timeslice_us, column(event, 3));
        set(thread, thread_remaining_us, column(event, 3));
    }
}

void Recorder::note_fault(const Event& event) {
    if (is_thread(column(event, 0))) {
        set(column(event, 0), thread_fault_event, now_ + 1);
    }
}

void Recorder::note_send(const Event& event) {
    const uint32_t thread = column(event, 0);
    if (is_thread(thread)) {
        set(thread, thread_send_event, now_ + 1);
        sends_page_fault_[thread] = (column(event, 4) & trace_ipc_fault) != 0;
        redirected_to_[thread] = no_index;
    }
}

void Recorder::note_receive(const Event& event) {
    const uint32_t flags = trace_.column(event, 3);
    if (is_thread(column(event, 0))) {
        takes_from_[column(event, 0)] =
            (flags & trace_ipc_open) != 0        ? TakesFrom::anyone
            : (flags & trace_ipc_interrupt) != 0 ? TakesFrom::interrupt
                                                 : TakesFrom::nobody;
    }
}

/// From the sender's point of view: whom it will queue at, if that one does not receive.
void Recorder::note_redirect(const Event& event) {
    if (is_thread(column(event, 0))) {
        redirected_to_[column(event, 0)] = column(event, 2);
    }
}

void Recorder::begin_transfer(const Event& event) {
    const uint32_t sender = column(event, 0), receiver = column(event, 1);
    if (is_thread(sender) && is_thread(receiver)) {
        leave_send_queue(sender);
        sends_long_message_[sender] = true;
        sends_long_message_[receiver] = false;
        set(sender, thread_transfer_partner, receiver + 1);
        set(receiver, thread_transfer_partner, sender + 1);
    }
}

void Recorder::end_transfer(const Event& event) {
    const uint32_t sender = column(event, 0), receiver = column(event, 1);
    // A page fault within a long message is a message of its own: it does not end the long one.
    const bool ends_transfer = is_thread(sender) && is_thread(receiver) &&
                               get(sender, thread_transfer_partner) == receiver + 1;
    for (const uint32_t thread : {sender, receiver}) {
        if (is_thread(thread)) {
            leave_send_queue(thread);
            stop_waiting(thread);
            if (ends_transfer) {
                set(thread, thread_transfer_partner, 0);
            }
        }
    }
}

void Recorder::end_ipc(const Event& event) {
    if (is_thread(column(event, 0))) {
        leave_send_queue(column(event, 0));
        stop_waiting(column(event, 0));
    }
}

}  // namespace kumquat
