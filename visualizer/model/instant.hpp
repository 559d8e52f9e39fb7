// instant.hpp -- everything that is true after one event: the state of the whole kernel.
// Its one idea: a view keeps an Instant, moves it to the event that it shows, forward or
// backward at the same cost, and asks. Threads and tasks are rows of the trace's tables.
#pragma once

#include "journal.hpp"
#include "model.hpp"
#include "page_cells.hpp"

#include <optional>
#include <vector>

namespace kumquat {

/// A thread, beside what its ThreadRecord says (Model::state_after).
struct ThreadDetails {
    bool exists = false;
    int32_t priority = 0;
    uint32_t timeslice_us = 0;
    int32_t remaining_us = 0;  // of its timeslice
    bool is_owner = false;     // the processor's time is charged to it
    uint32_t pager = no_index;
    uint32_t transfer_partner = no_index;  // a long message is being carried
    int64_t send_event = -1;   // its latest ipc_send: the message that it sends or sent
    int64_t fault_event = -1;  // its latest page fault
    std::optional<uint32_t> ready_level;  // in the ready queue of this priority
    std::optional<uint32_t> deadline_us;  // in the timeout queue, due at this time
    uint32_t queued_at = no_index;        // in this thread's send queue
    std::optional<uint32_t> line;         // the interrupt that it has attached
};

struct TaskDetails {
    bool is_active = false;
    uint32_t chief = no_index, creator = no_index;  // a task; a thread
    uint32_t maximum_priority = 0;
    uint32_t frames = 0, nodes = 0;  // of the kernel's memory
};

struct LineDetails {
    uint32_t owner = no_index;
    bool is_pending = false;
    uint32_t count = 0;  // interrupts so far
};

/// A page in a space and in the tree of its frame.
struct PageDetails {
    Cell page = 0;             // names it at this instant
    uint32_t task = no_index;  // no_index: it is gone, but pages below it are left
    uint32_t address = 0, frame = 0;
    bool is_writable = false, is_large = false;
    Cell parent = 0;  // the page that it was mapped from; 0: sigma0's root, or none
    bool is_below_root = false;
    int64_t event = -1;  // the one that made it
};

/// Pages that follow each other in a space and in memory, with the same rights and origin.
struct PageRange {
    uint32_t begin = 0;
    uint64_t end = 0;
    uint32_t frame = 0;  // of the first page
    bool is_writable = false;
    uint32_t source =
        no_index;  // the task that they were mapped from; no_index: the root
};

class Instant {
public:
    explicit Instant(const Model& model) : model_{model} {}

    /// Go to an event: before_all_events, or one that the model has.
    void seek(int64_t event);
    int64_t event() const { return moment_.event; }

    uint32_t running() const { return moment_[layout().running] - 1; }
    uint32_t owner() const { return moment_[layout().owner] - 1; }  // of the timeslice
    std::optional<uint32_t> clock_us() const;
    ThreadRecord record(uint32_t thread) const {
        return model_.state_after(thread, moment_.event);
    }
    ThreadDetails thread(uint32_t thread) const;

    // instant_queues: first to last.
    /// Priorities with ready threads, highest first.
    std::vector<uint32_t> ready_levels_in_use() const;
    std::vector<uint32_t> ready_queue(uint32_t priority) const;
    /// In the order in which they are due.
    std::vector<uint32_t> timeout_queue() const;
    std::vector<uint32_t> send_queue(uint32_t receiver) const;

    TaskDetails task(uint32_t task) const;
    /// Active tasks that a task has created: its clan.
    std::vector<uint32_t> clan_of(uint32_t task) const;
    LineDetails line(uint32_t number) const;

    // instant_spaces.cpp
    std::vector<PageRange> space(uint32_t task) const;
    /// All pages of a space, ascending.
    std::vector<PageDetails> pages(uint32_t task) const;
    std::optional<PageDetails> page_at(uint32_t task, uint32_t address) const;
    PageDetails page(Cell page) const;
    /// The pages that were mapped from a page, the latest first.
    std::vector<PageDetails> pages_below(Cell page) const;
    /// The pages at the root of 4 MB of physical memory: what sigma0 has given away, or has.
    std::vector<PageDetails> pages_below_root(uint32_t frame) const;

    const Moment& moment() const { return moment_; }

private:
    const Layout& layout() const { return model_.layout(); }
    uint32_t field(uint32_t thread, ThreadField field) const {
        return moment_[layout().thread(thread, field)];
    }
    std::vector<PageDetails> siblings_from(Cell first) const;

    const Model& model_;
    Moment moment_;
};

}  // namespace kumquat
