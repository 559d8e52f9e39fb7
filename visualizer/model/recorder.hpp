// recorder.hpp -- writes down what each event changes: everything into the journal, and what
// the lanes of the timeline show, thread by thread, into histories.
// Its one idea: believe the events. A kernel under construction writes contradictory ones; then
// the newest word counts, the place is marked as odd, and nothing stops.
// Invariant: at most one thread is running: the one that the latest switch named.
// The mechanisms: record_states.cpp, record_threads.cpp, record_queues.cpp, record_tasks.cpp,
// record_spaces.cpp.
// Source: the places in kernel/ where each kind of event is written.
#pragma once

#include "history.hpp"
#include "layout.hpp"
#include "oddities.hpp"
#include "page_recorder.hpp"
#include "thread_record.hpp"

#include "visualizer/decode/trace.hpp"

#include <vector>

namespace kumquat {

class Recorder {
public:
    /// \param trace  has its tables
    Recorder(const Trace& trace, Journal& journal);
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    /// Requires: events are given in order, from 0.
    void apply(uint32_t event_index);

    const Layout& layout() const { return layout_; }
    const Oddities& oddities() const { return oddities_; }
    /// What each thread did, by row.
    const std::vector<History<ThreadRecord>>& histories() const { return histories_; }

private:
    using Handler = void (Recorder::*)(const Event&);
    static Handler handler_of(TraceKind kind);

    // record_states.cpp
    void become(uint32_t thread, LaneState state);
    void wait(uint32_t thread, const Event& event);
    void stop_waiting(uint32_t thread);
    void hand_over(uint32_t from, uint32_t to);
    void wait_within_transfer(uint32_t thread);
    void note_priority(uint32_t thread, uint32_t priority);
    void stop(const Event& event);
    // record_threads.cpp
    void create_thread(const Event& event);
    void delete_thread(const Event& event);
    void set_pager(const Event& event);
    void set_schedule(const Event& event);
    void note_fault(const Event& event);
    void note_send(const Event& event);
    void note_receive(const Event& event);
    void note_redirect(const Event& event);
    void begin_transfer(const Event& event);
    void end_transfer(const Event& event);
    void end_ipc(const Event& event);
    // record_queues.cpp
    void insert_ready(const Event& event);
    void remove_ready(const Event& event);
    void insert_timeout(const Event& event);
    void remove_timeout(const Event& event);
    void block(const Event& event);
    void leave_send_queue(uint32_t thread);
    void switch_threads(const Event& event);
    void begin_slice(const Event& event);
    void yield(const Event& event);
    void tick(const Event& event);
    void refill(uint32_t thread);
    // record_tasks.cpp
    void create_task(const Event& event);
    void delete_task(const Event& event);
    void change_chief(const Event& event);
    void note_kernel_memory(const Event& event);
    void attach_line(const Event& event);
    void detach_line(const Event& event);
    void interrupt(const Event& event);
    void deliver_interrupt(const Event& event);
    // record_spaces.cpp
    void map(const Event& event);
    void grant(const Event& event);
    void unmap(const Event& event);
    void split(const Event& event);
    void give(const Event& event, bool is_grant);

    uint32_t column(const Event& event, int position) const {
        return trace_.column(event, position, no_index);
    }
    bool is_thread(uint32_t row) const { return row < layout_.threads_count; }
    bool is_task(uint32_t row) const { return row < layout_.tasks_count; }
    uint32_t get(uint32_t thread, ThreadField field) const {
        return journal_[layout_.thread(thread, field)];
    }
    void set(uint32_t thread, ThreadField field, uint32_t value) {
        journal_.set(layout_.thread(thread, field), value);
    }
    void odd(const char* what) { oddities_.note(now_, what); }

    const Trace& trace_;
    Journal& journal_;
    Layout layout_;
    Oddities oddities_;
    PageRecorder pages_;
    std::vector<History<ThreadRecord>> histories_;
    std::vector<bool>
        sends_page_fault_;  // by thread: its latest message is a page fault
    std::vector<TakesFrom> takes_from_;     // by thread: in its latest receive
    std::vector<uint32_t> redirected_to_;   // by thread: its message goes there instead
    std::vector<bool> sends_long_message_;  // by thread: in its latest transfer
    uint32_t now_ = 0;
};

}  // namespace kumquat
