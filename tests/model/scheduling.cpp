// scheduling.cpp -- who runs, on whose timeslice.
// Source: handouts/reference/l4-v2.md, "Scheduling", "thread_switch", "thread_schedule".
#include "tests/model/mechanisms.hpp"

#include <algorithm>

namespace kumquat::model {

namespace {

constexpr int32_t below_all = -1;

/// The highest priority in the ready queue of a thread that may run by itself.
int32_t highest_ready(const World& world) {
    for (auto list = world.ready.rbegin(); list != world.ready.rend(); ++list) {
        if (!list->second.empty()) {
            return list->first;
        }
    }
    return below_all;
}

/// The same without those who have handed the processor over to their partners themselves.
int32_t highest_passed_over(const World& world) {
    for (auto list = world.ready.rbegin(); list != world.ready.rend(); ++list) {
        for (const uint32_t number : list->second) {
            if (!world.threads.at(number).handed_over) {
                return list->first;
            }
        }
    }
    return below_all;
}

int32_t priority_of(const World& world, uint32_t thread) {
    const auto found = world.threads.find(thread);
    return found == world.threads.end() ? below_all : found->second.priority;
}

void check_can_run(World& world, uint32_t next) {
    world.require(world.exists(next) && !world.thread(next).is_dead,
                  Rule::life_a_dead_thread_does_not_run, "{} is dead",
                  thread_text(next));
    const Thread& thread = world.thread(next);
    world.require(!thread.waits(), Rule::rendezvous_a_waiting_thread_does_not_run,
                  "{} waits", thread_text(next));
    world.require(!thread.is_at(Step::over), Rule::results_nobody_goes_on_without_one,
                  "{} has not got its result", thread_text(next));
}

/// Why the running thread is left must be true.
void check_reason(World& world, uint32_t self, SwitchReason reason) {
    const bool exists = world.exists(self);
    const bool waits = exists && (world.thread(self).waits() ||
                                  world.thread(self).is_at(Step::carrying));
    const bool is_dead = !exists || world.thread(self).is_dead;
    world.require((reason != SwitchReason::block || waits) &&
                      (reason != SwitchReason::death || is_dead),
                  Rule::scheduling_a_block_needs_a_wait,
                  "{} is neither waiting nor dead", thread_text(self));
}

/// Whoever has sent counts as receiving. If somebody more important is to run, a thread for whom a
/// message waits may take that later: nobody gets past the one that waits.
void check_phases(World& world, SwitchReason reason) {
    const bool cannot_wait =
        reason == SwitchReason::preempt || reason == SwitchReason::slice_end;
    for (const uint32_t number : world.between_phases) {
        const Thread& thread = world.thread(number);
        const bool has_message =
            (thread.ipc()->flags & trace_ipc_open) != 0 && !thread.senders.empty();
        world.require(cannot_wait && has_message,
                      Rule::rendezvous_no_time_between_the_phases,
                      "{} does not receive yet", thread_text(number));
    }
    world.between_phases.clear();
}

/// The scheduler chose: the first of the highest, and the timeslice is the chosen one's.
void check_decision(World& world, uint32_t next, SwitchReason reason, uint32_t owner) {
    world.require(owner == next, Rule::scheduling_a_decision_gives_the_slice,
                  "the timeslice belongs to {}", thread_text(owner));
    const int32_t highest = highest_ready(world), chosen = priority_of(world, next);
    world.require(chosen >= highest,
                  Rule::scheduling_highest_ready_runs_after_a_decision,
                  "a thread of priority {} is ready, and {} has {}", highest,
                  thread_text(next), chosen);
    world.require(next == idle || world.thread(next).was_first,
                  Rule::scheduling_equals_take_turns,
                  "{} was not the first of its priority", thread_text(next));
    const int32_t before = priority_of(world, world.last_owner);
    world.require(reason != SwitchReason::preempt || chosen > before,
                  Rule::scheduling_preemption_needs_a_higher_priority,
                  "the owner has priority {}, {} has {}", before, thread_text(next),
                  chosen);
}

/// Ipc or thread_switch hand the processor over; the timeslice stays where it is.
void check_donation(
    World& world, uint32_t self, uint32_t next, SwitchReason reason, uint32_t owner) {
    world.require(owner == world.owner, Rule::scheduling_donation_keeps_the_owner,
                  "the timeslice belongs to {}", thread_text(world.owner));
    world.require(
        reason == SwitchReason::yield || world.thread(next).woken_by == self ||
            carries(world, next, self) || !world.run.is("IPC_DIRECT_SWITCH", "on"),
        Rule::scheduling_a_direct_switch_goes_to_the_partner,
        "{} did not wake {}, and carries nothing for it", thread_text(self),
        thread_text(next));
}

/// A preempted thread has not had its timeslice: it goes first again.
void put_first(World& world, uint32_t number) {
    if (!world.exists(number) || !world.thread(number).in_ready_queue) {
        return;
    }
    std::deque<uint32_t>& list = world.ready[world.thread(number).priority];
    std::erase(list, number);
    list.push_front(number);
}

/// What is left of the old one is given up, by whomever it was given.
void give_new_slice(World& world, uint32_t number) {
    if (number != idle && world.exists(number)) {
        Thread& thread = world.thread(number);
        thread.remaining_us = thread.timeslice_us;
    }
}

}  // namespace

void switch_threads(World& world, const Event& event) {
    const uint32_t self = event[0], next = event[1], owner = event[3];
    const auto reason = static_cast<SwitchReason>(event[2]);
    world.require(self == world.running && next != self,
                  Rule::scheduling_the_running_thread_is_left, "{} runs",
                  thread_text(world.running));
    world.has_begun = true;
    check_can_run(world, next);
    check_phases(world, reason);
    check_reason(world, self, reason);
    const bool to_named = reason == SwitchReason::yield &&
                          world.yields_to.has_value() && *world.yields_to != no_thread;
    if (to_named) {
        world.require(next == *world.yields_to,
                      Rule::scheduling_a_yield_goes_where_it_says, "{} was named",
                      thread_text(*world.yields_to));
    }
    if (world.exists(self)) {
        world.thread(self).handed_over = (to_named || reason == SwitchReason::direct) &&
                                         world.thread(self).in_ready_queue;
    }
    if (to_named || reason == SwitchReason::direct) {
        check_donation(world, self, next, reason, owner);
    } else {
        check_decision(world, next, reason, owner);
    }
    if (reason == SwitchReason::preempt) {
        put_first(world, self);
    }
    world.yields_to.reset();
    world.owner = world.last_owner = owner;
    world.running = next;
}

/// Whether a call is just giving the thread time of its own: the trace tells of that next.
bool is_given_time(const World& world, uint32_t number) {
    const std::size_t next = world.now + 1;
    return next < world.run.events.size() &&
           world.run.events[next].kind == TraceKind::thread_priority &&
           world.run.events[next][0] == number;
}

void enter_ready_queue(World& world, const Event& event) {
    const uint32_t number = event[0];
    world.require(world.exists(number), Rule::scheduling_the_queue_holds_ready_threads,
                  "{} does not exist", thread_text(number));
    Thread& thread = world.thread(number);
    world.require(!thread.waits() && !thread.in_ready_queue,
                  Rule::scheduling_the_queue_holds_ready_threads, "{} {}",
                  thread_text(number), thread.waits() ? "waits" : "is in it already");
    if (thread.timeslice_us == 0 && thread.remaining_us <= 0 &&
        world.exists(world.owner) && !is_given_time(world, number)) {
        // It runs on donated time only; kept from running, it has the rest of that.
        thread.remaining_us = world.thread(world.owner).remaining_us;
        give_new_slice(world, world.owner);
    }
    thread.is_dead = false;
    thread.in_ready_queue = true;
    thread.was_first = thread.handed_over = false;
    thread.ready_since_tick = world.ticks;
    world.ready[static_cast<int32_t>(event[1])].push_back(number);
}

void leave_ready_queue(World& world, const Event& event) {
    const uint32_t number = event[0];
    std::deque<uint32_t>& list = world.ready[static_cast<int32_t>(event[1])];
    const auto place = std::find(list.begin(), list.end(), number);
    world.require(world.exists(number) && place != list.end(),
                  Rule::scheduling_the_queue_holds_ready_threads, "{} is not in it",
                  thread_text(number));
    world.thread(number).was_first = place == list.begin();
    world.thread(number).in_ready_queue = false;
    list.erase(place);
}

void begin_slice(World& world, const Event& event) {
    const uint32_t number = event[0];
    world.require(world.exists(number), Rule::scheduling_the_owner_is_charged,
                  "{} does not exist", thread_text(number));
    Thread& thread = world.thread(number);
    const auto remaining = static_cast<int32_t>(event[1]);
    world.require(number == idle || remaining == thread.remaining_us ||
                      remaining == static_cast<int64_t>(thread.timeslice_us),
                  Rule::scheduling_the_owner_is_charged, "{} has {} us left",
                  thread_text(number), thread.remaining_us);
    thread.remaining_us = remaining;
    world.owner = number;
    if (number == world.running) {
        world.last_owner = number;  // it was preempted, and chosen again
    }
    world.slice_is_over = false;
}

void yield(World& world, const Event& event) {
    world.caller(event[0]);
    check_settled(world);
    world.yields_to = event[1];
    if (event[1] == no_thread) {
        give_new_slice(world, event[0]);
        give_new_slice(world, world.owner);
    }
}

void set_priority(World& world, const Event& event) {
    const uint32_t number = event[0], by = event[1];
    world.caller(by);
    const uint32_t most = world.tasks[task_number(by)].maximum_priority;
    world.require(world.exists(number), Rule::scheduling_mcp_limits_priorities,
                  "{} does not exist", thread_text(number));
    Thread& thread = world.thread(number);
    const auto priority = static_cast<int32_t>(event[2]);
    world.require(
        thread.priority <= static_cast<int32_t>(most) &&
            (priority == thread.priority || priority <= static_cast<int32_t>(most)),
        Rule::scheduling_mcp_limits_priorities, "{} had priority {}, the mcp is {}",
        thread_text(number), thread.priority, most);
    thread.priority = priority;
    if (thread.timeslice_us != event[3]) {
        thread.timeslice_us = event[3];
        thread.remaining_us = event[3];
    }
}

void charge_owner(World& world) {
    if (world.owner == idle || !world.exists(world.owner)) {
        return;
    }
    Thread& owner = world.thread(world.owner);
    world.require(!world.slice_is_over, Rule::scheduling_a_slice_ends,
                  "the timeslice of {} was used up a tick ago",
                  thread_text(world.owner));
    owner.remaining_us -= tick_us;
    world.slice_is_over = owner.remaining_us <= 0;
}

void check_settled(World& world) {
    world.require(!world.slice_is_over, Rule::scheduling_a_slice_ends,
                  "the timeslice of {} is used up", thread_text(world.owner));
    const Thread& self = world.thread(world.running);
    world.require(!self.exception.has_value(), Rule::exceptions_are_reflected_or_stop,
                  "{} goes on as if nothing had happened", thread_text(world.running));
    const bool is_restarted = world.restarted == no_thread ||
                              !world.exists(world.restarted) ||
                              !world.thread(world.restarted).is_dead;
    world.require(is_restarted, Rule::life_ex_regs_revives, "{} is not ready",
                  thread_text(world.restarted));
    world.restarted = no_thread;
    const int32_t highest = highest_passed_over(world);
    world.require(highest <= priority_of(world, world.owner),
                  Rule::scheduling_nobody_ready_outranks_the_owner,
                  "a thread of priority {} is ready; the owner {} has {}", highest,
                  thread_text(world.owner), priority_of(world, world.owner));
}

void check_ready_since_last_tick(World& world) {
    const int32_t highest = highest_ready(world);
    if (highest <= priority_of(world, world.owner)) {
        return;
    }
    for (const uint32_t number : world.ready[highest]) {
        world.require(world.thread(number).ready_since_tick + 1 >= world.ticks,
                      Rule::scheduling_nobody_ready_outranks_the_owner,
                      "{} was ready at the last tick already", thread_text(number));
    }
}

}  // namespace kumquat::model
