// state_machine.hpp -- what an event does to the threads that it names.
// Its one idea: believe the events. A kernel under construction writes contradictory ones;
// then the newest word counts, and nothing stops.
// Invariant: at most one thread is running: the one that the latest switch named.
// Source: the places in kernel/ where each kind of event is written.
#pragma once

#include "history.hpp"
#include "thread_record.hpp"

#include <vector>

namespace kumquat {

class StateMachine {
public:
    explicit StateMachine(const Trace& trace);

    /// Go on by one event. Requires: events are given in order, from 0.
    void apply(uint32_t event_index);

    const std::vector<History<ThreadRecord>>& threads() const { return threads_; }
    const History<uint32_t>& running() const { return running_; }

private:
    void block(uint32_t thread, const Event& event);
    void unblock(uint32_t thread);
    void become(uint32_t thread, LaneState state);
    void set_priority(uint32_t thread, uint32_t priority);
    void remove(uint32_t thread);
    void insert_ready(uint32_t thread, uint32_t priority);
    void switch_threads(uint32_t from, uint32_t to);
    void create(uint32_t thread, uint32_t creator, uint32_t priority);
    void set(uint32_t thread, const ThreadRecord& record);
    ThreadRecord record(uint32_t thread) const;

    const Trace& trace_;
    std::vector<History<ThreadRecord>> threads_;
    History<uint32_t> running_;  // thread index + 1; 0: nobody yet
    std::vector<bool> sends_page_fault_;
    uint32_t now_ = 0;
};

}  // namespace kumquat
