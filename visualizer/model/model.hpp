// model.hpp -- everything that views ask: who did what, when, and in which state.
// Its one idea: one pass over the events fills histories and a journal; all questions
// afterwards are searches in them, equally fast forward and backward. Events may still come:
// then the pass goes on where it was.
// Invariant: what has been said of an event never changes; views only read.
#pragma once

#include "history.hpp"
#include "journal.hpp"
#include "recorder.hpp"
#include "signs.hpp"
#include "thread_record.hpp"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace kumquat {

/// A message that went from one thread to another.
struct Message {
    uint32_t event;
    uint32_t sender, receiver;
    bool is_page_fault;
};

/// A row of the timeline.
struct Lane {
    uint32_t thread;
    uint32_t task;
    bool is_first_of_task;
    bool is_only_of_task;
};

/// Time spent in each state, indexed by LaneState.
using StateTimes = std::array<int64_t, lane_state_count>;

class Model {
public:
    explicit Model(Trace trace);
    /// \param trace  has its tables; may get further events, see catch_up()
    explicit Model(std::shared_ptr<const Trace> trace);
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    /// Look at the events that the trace has got since the last call.
    void catch_up();

    const Trace& trace() const { return *trace_; }
    /// The same, for whoever reads it beyond the model's life.
    const std::shared_ptr<const Trace>& shared_trace() const { return trace_; }
    int64_t event_count() const { return journal_.event_count(); }
    const Event& event(int64_t index) const {
        return trace_->events[static_cast<size_t>(index)];
    }
    int64_t begin_time() const { return begin_time_; }
    int64_t end_time() const { return end_time_; }
    const std::vector<Lane>& lanes() const { return lanes_; }
    const std::vector<Message>& messages() const { return messages_; }
    const Signs& signs() const { return signs_; }
    const History<ThreadRecord>& history(uint32_t thread) const {
        return recorder_.histories()[thread];
    }

    /// A thread's record after an event (before_all_events: at the very start).
    ThreadRecord state_after(uint32_t thread, int64_t event) const {
        return history(thread).after(event);
    }
    /// The last event that is not later than a time; before_all_events if there is none.
    int64_t event_at(int64_t time) const;
    /// The first message whose event is not before the given one, as a place in messages().
    size_t first_message_from(int64_t event) const;
    /// Time spent in each state by a thread from the beginning up to a time.
    StateTimes times_until(uint32_t thread, int64_t time) const;
    /// The threads that an event names, in the order of its columns, without repetition.
    std::vector<uint32_t> threads_of(int64_t event) const;
    bool concerns(int64_t event, uint32_t thread) const;

    /// Events that do not fit what was before them.
    const Oddities& oddities() const { return recorder_.oddities(); }
    // For Instant.
    const Layout& layout() const { return recorder_.layout(); }
    void seek(Moment& moment, int64_t event) const { journal_.seek(moment, event); }
    /// How much memory the journal takes, about.
    size_t journal_bytes() const { return journal_.bytes(); }

private:
    struct Checkpoint {
        size_t place;  // changes before it
        int64_t time;  // of the change behind it
        StateTimes times;
    };
    static constexpr size_t checkpoint_distance = 16;  // changes
    /// A thread's checkpoints, and how far its changes have been added up.
    struct Sum {
        std::vector<Checkpoint> checkpoints;
        size_t changes = 0;
        StateTimes times{};
        int64_t since = 0;
        LaneState state = LaneState::not_there;
    };

    void sort_lanes();
    void note_message(uint32_t event_index);
    void add_up(uint32_t thread);

    std::shared_ptr<const Trace> trace_;
    Journal journal_;
    Recorder recorder_;
    std::vector<Message> messages_;
    Signs signs_;
    std::vector<Lane> lanes_;
    std::vector<Sum> sums_;  // per thread
    int64_t begin_time_ = 0, end_time_ = 0;
};

}  // namespace kumquat
