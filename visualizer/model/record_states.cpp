// record_states.cpp -- what each thread is doing, as the lanes of the timeline show it.
#include "recorder.hpp"

namespace kumquat {

/// To a state without a partner; the priority stays.
void Recorder::become(uint32_t thread, LaneState state) {
    if (is_thread(thread)) {
        ThreadRecord next;
        next.state = state;
        next.priority = histories_[thread].latest().priority;
        histories_[thread].set(now_, next);
    }
}

void Recorder::wait(uint32_t thread, const Event& event) {
    const bool sends = column(event, 2) == static_cast<uint32_t>(IpcPhase::send);
    const TakesFrom from = sends || column(event, 1) != no_index ? TakesFrom::partner
                                                                 : takes_from_[thread];
    const LaneState state = sends                       ? LaneState::waiting_to_send
                            : from == TakesFrom::nobody ? LaneState::sleeping
                                                        : LaneState::waiting_to_receive;
    histories_[thread].set(now_, {state, histories_[thread].latest().priority,
                                  sends_page_fault_[thread], from, column(event, 1),
                                  trace_.column(event, 3, ThreadRecord::never_us)});
}

/// The wait is over. Whoever has the processor runs; anybody else is ready.
void Recorder::stop_waiting(uint32_t thread) {
    if (is_thread(thread) && histories_[thread].latest().is_waiting()) {
        become(thread, journal_[layout_.running] == thread + 1 ? LaneState::running
                                                               : LaneState::ready);
    }
}

void Recorder::hand_over(uint32_t from, uint32_t to) {
    const uint32_t running = journal_[layout_.running];
    const uint32_t before = running == 0 ? from : running - 1;
    if (is_thread(before) && histories_[before].latest().state == LaneState::running) {
        become(before, LaneState::ready);
    }
    journal_.set(layout_.running, to + 1);
    become(to, LaneState::running);
}

/// A fault stops a long message: who carried it waits until the other has its page, and is in no
/// queue of threads that could run.
void Recorder::wait_within_transfer(uint32_t thread) {
    const uint32_t partner = get(thread, thread_transfer_partner) - 1;
    histories_[thread].set(now_,
                           {sends_long_message_[thread] ? LaneState::waiting_to_send
                                                        : LaneState::waiting_to_receive,
                            histories_[thread].latest().priority, false,
                            TakesFrom::partner, partner, ThreadRecord::never_us});
}

void Recorder::note_priority(uint32_t thread, uint32_t priority) {
    ThreadRecord next = histories_[thread].latest();
    next.priority = static_cast<uint8_t>(priority);
    histories_[thread].set(now_, next);
}

void Recorder::stop(const Event& event) { become(column(event, 0), LaneState::dead); }

}  // namespace kumquat
