// world.hpp -- an abstract L4: what there is, after the events so far.
// Nothing here is how a kernel does it; it is what the specification speaks of: threads with the
// ipc that they are in, tasks with their chiefs, spaces, the owner of the timeslice, the clock.
#pragma once

#include "tests/model/rules.hpp"
#include "tests/model/run.hpp"
#include "tests/model/spaces.hpp"

#include "kernel/abi/thread_id.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace kumquat::model {

constexpr uint32_t idle = 0;  // thread 0.0
constexpr uint32_t no_line = 0xFFFFFFFF;
constexpr uint32_t never = 0xFFFFFFFF;  // as a timeout
constexpr uint32_t tick_us = 1000;      // a tick, rounded up
constexpr uint32_t slice_at_start_us = 10'000;

constexpr uint32_t task_number(uint32_t thread) { return thread / threads_per_task; }

/// How far an ipc is. Where it is not over, the events that may follow are few.
enum class Step {
    sending,    // ipc_send: the partner takes the message, or not
    queued,     // in the partner's send queue
    carrying,   // a long transfer, either side
    sent,       // the message is over; a receive phase may follow
    receiving,  // ipc_receive: somebody is queued, or not
    waiting,    // for a message
    over,       // only the result is missing
};

/// What a result must be: `value` in the bits of `mask`, else `rule` is broken.
struct Expected {
    uint32_t value = 0, mask = 0xFFFFFFFF;
    Rule rule = Rule::results_a_message_has_its_dope;
};

/// One ipc of a thread. A fault in a transfer is a second one inside the first.
struct Ipc {
    Step step = Step::sending;
    bool has_send = false, is_fault = false;
    uint32_t destination = no_thread, w0 = 0, w1 = 0;
    uint32_t named = no_thread;  // as destination; its chief may get the message
    bool is_deceited = false;
    uint32_t flags = 0;  // of ipc_send
    std::size_t begun = 0;

    bool receives = false, is_open = false;
    uint32_t source = no_thread, descriptor = 0;
    uint32_t bringer = no_thread;  // from whom its message comes
    uint32_t line = no_line;       // receives from an interrupt
    uint32_t receive_flags = 0;

    uint32_t partner = no_thread;  // while carrying
    bool sends = false;            // while carrying
    uint32_t place = 0;            // while carrying: of message or buffer; 0: registers

    uint32_t timeout_us = never;       // while queued or waiting
    std::optional<uint64_t> since_us;  // the clock at that time, if it is known
    Expected expected;                 // when over
};

struct Fault {
    uint32_t address = 0, eip = 0;
    bool is_write = false;
};

struct Thread {
    int32_t priority = 0;
    uint32_t timeslice_us = 0;
    int64_t remaining_us = 0;
    std::optional<uint32_t> pager;
    bool is_dead = true;  // until it is ready for the first time
    std::vector<Ipc> ipcs;
    std::deque<uint32_t> senders;  // the send queue, oldest first
    uint32_t woken_by = no_thread;

    bool in_ready_queue = false, was_first = false;
    bool handed_over = false;  // is ready because it gave the processor to its partner
    uint64_t ready_since_tick = 0;
    bool in_timeout_queue = false;
    uint32_t deadline_us = 0;

    std::optional<Fault> fault;         // its message comes next
    std::optional<uint32_t> exception;  // not yet reflected, and the thread not dead
    bool next_is_deceited = false;      // the next message comes under another id
    bool is_doomed = false;             // somebody was told that it does not exist
    uint32_t line = no_line;            // the interrupt that it has attached
    bool is_pending = false;

    /// In an ipc: the innermost; else nullptr.
    Ipc* ipc() { return ipcs.empty() ? nullptr : &ipcs.back(); }
    const Ipc* ipc() const { return ipcs.empty() ? nullptr : &ipcs.back(); }
    bool is_at(Step step) const { return !ipcs.empty() && ipcs.back().step == step; }
    bool waits() const { return is_at(Step::queued) || is_at(Step::waiting); }
};

struct Task {
    bool is_active = false;
    uint32_t chief = no_task;  // the owner of the number
    uint32_t maximum_priority = 0;
};

/// A page that went over, before the transfer that tells of it.
struct Arrived {
    uint32_t source = 0, address = 0;
    bool is_writable = false, is_grant = false;
};

/// A call of fpage_unmap that is under way.
struct Unmapping {
    uint32_t fpage = 0, mask = 0;
    std::size_t begun = 0;
};

/// A rule is broken. Caught in specification.cpp.
struct Breach {
    Rule rule;
    std::string why;
};

struct World {
    explicit World(const Run& with);

    const Run& run;
    std::size_t now = 0;        // index of the event
    std::vector<Rule> excused;  // nobody asks for these

    std::map<uint32_t, Thread> threads;
    std::vector<Task> tasks;
    Spaces spaces;

    uint32_t running = no_thread;
    uint32_t owner = no_thread;         // of the timeslice
    uint32_t last_owner = no_thread;    // when the running thread got the processor
    bool has_begun = false;             // a thread has run
    uint32_t restarted = no_thread;     // the last thread that got a new EIP
    bool slice_is_over = false;         // used up at the last tick; must end
    std::optional<uint32_t> yields_to;  // the last thread_switch
    std::map<int32_t, std::deque<uint32_t>> ready;  // by priority; first in, first out

    std::optional<uint64_t> clock_us;
    uint64_t ticks = 0;
    std::set<std::pair<uint64_t, uint32_t>> ends;  // of waits: the time, the thread
    std::set<uint32_t> between_phases;             // sent, and about to receive
    std::map<uint32_t, uint32_t> lines;            // interrupt to its owner
    /// From task to task, by the thread that carried them: two of a task may be at it.
    std::map<std::tuple<uint32_t, uint32_t, uint32_t>, std::vector<Arrived>> arrived;
    std::map<uint32_t, Unmapping> unmappings;  // by thread

    bool exists(uint32_t thread) const { return threads.contains(thread); }
    /// Whether ids can name it: the kernel's own thread has no id.
    bool is_addressable(uint32_t thread) const {
        return exists(thread) && task_number(thread) != kernel_task.value;
    }
    /// Requires: it exists.
    Thread& thread(uint32_t number) { return threads.at(number); }
    bool is_active(uint32_t task) const {
        return task < tasks.size() && tasks[task].is_active;
    }
    /// Whether `task` is `chief`'s, or in the clan of one that is.
    bool is_below(uint32_t task, uint32_t chief) const;
    bool has_clans() const { return !run.is("CLANS", "off"); }

    /// The rule holds, or is excused; or the trace breaks it here.
    template <typename... Values>
    void require(bool holds,
                 Rule rule,
                 fmt::format_string<Values...> why,
                 Values&&... values) const {
        if (!holds &&
            std::find(excused.begin(), excused.end(), rule) == excused.end()) {
            throw Breach{rule, fmt::format(why, std::forward<Values>(values)...)};
        }
    }

    /// The thread of a call, fault or exception: it exists and runs.
    Thread& caller(uint32_t number);
};

/// Whether a thread that receives would take a message of the sender.
bool accepts(const Thread& receiver, uint32_t sender);

/// The queued sender that the receive would take, or no_thread.
uint32_t suitable_sender(const Thread& receiver);

}  // namespace kumquat::model
