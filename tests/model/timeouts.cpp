// timeouts.cpp -- the clock, and the waits that it ends.
// Source: handouts/reference/l4-v2.md, "Timeouts"; "The kernel info page" (clock).
#include "tests/model/mechanisms.hpp"

#include "kernel/abi/message.hpp"

namespace kumquat::model {

namespace {

constexpr uint64_t timer_hz = 1'193'182, timer_divisor = 1'193;
constexpr uint32_t longest_told_us = 0xFFFFFFFE;  // longer timeouts are cut to this

/// The clock after a number of ticks, in whole microseconds.
constexpr uint64_t clock_after(uint64_t ticks) {
    return ticks * timer_divisor * 1'000'000 / timer_hz;
}

bool is_a_tick(uint64_t clock_us) {
    const uint64_t near = clock_us * timer_hz / (timer_divisor * 1'000'000);
    return clock_after(near) == clock_us || clock_after(near + 1) == clock_us;
}

/// The clock in 64 bits: the trace has the lower 32.
uint64_t unwrapped(std::optional<uint64_t> before, uint32_t low) {
    return before ? *before + (low - static_cast<uint32_t>(*before)) : low;
}

bool has_end(const Ipc& ipc) {
    return ipc.timeout_us < longest_told_us && ipc.since_us.has_value();
}

}  // namespace

void tick(World& world, const Event& event) {
    world.caller(event[0]);
    const uint64_t clock = unwrapped(world.clock_us, event[1]);
    const uint64_t step = world.clock_us ? clock - *world.clock_us : 999;
    world.require((step == 999 || step == 1000) && is_a_tick(clock),
                  Rule::trace_clock_counts_ticks,
                  "the clock is {} us, {} after the last", clock, step);
    world.clock_us = clock;
    ++world.ticks;
    constexpr uint64_t latest_us = 3 * tick_us;  // this tick may still end it
    world.require(world.ends.empty() || world.ends.begin()->first + latest_us > clock,
                  Rule::timeouts_at_most_two_ticks_late,
                  "{} waits until {} us, and it is {}",
                  world.ends.empty() ? "" : thread_text(world.ends.begin()->second),
                  world.ends.empty() ? 0 : world.ends.begin()->first, clock);
    check_ready_since_last_tick(world);
    charge_owner(world);
}

void insert_timeout(World& world, const Event& event) {
    world.require(world.exists(event[0]) && !world.thread(event[0]).in_timeout_queue,
                  Rule::timeouts_the_queue_is_kept, "{} is in the queue already",
                  thread_text(event[0]));
    world.thread(event[0]).in_timeout_queue = true;
    world.thread(event[0]).deadline_us = event[1];
}

void leave_timeout_queue(World& world, const Event& event) {
    world.require(world.exists(event[0]) && world.thread(event[0]).in_timeout_queue,
                  Rule::timeouts_the_queue_is_kept, "{} is not in the queue",
                  thread_text(event[0]));
    world.thread(event[0]).in_timeout_queue = false;
}

void begin_wait(World& world, uint32_t number, uint32_t timeout_us) {
    Thread& thread = world.thread(number);
    Ipc& ipc = *thread.ipc();
    ipc.timeout_us = timeout_us;
    ipc.since_us = world.clock_us;
    world.require(timeout_us != 0, Rule::timeouts_zero_does_not_wait, "{} waits",
                  thread_text(number));
    world.require((timeout_us != never) == thread.in_timeout_queue,
                  Rule::timeouts_a_wait_has_its_deadline,
                  "{} is {}in the timeout queue", thread_text(number),
                  thread.in_timeout_queue ? "" : "not ");
    if (!has_end(ipc)) {
        return;
    }
    const uint64_t end = *ipc.since_us + timeout_us;
    const uint32_t later = thread.deadline_us - static_cast<uint32_t>(end);
    world.require(later <= tick_us, Rule::timeouts_a_wait_has_its_deadline,
                  "its deadline should be between {} and {}", end, end + tick_us);
    world.ends.emplace(end, number);
}

void end_wait(World& world, uint32_t number) {
    Ipc& ipc = *world.thread(number).ipc();
    if (has_end(ipc)) {
        world.ends.erase({*ipc.since_us + ipc.timeout_us, number});
    }
    ipc.timeout_us = never;
    ipc.since_us.reset();
}

void end_by_clock(World& world, const Event& event) {
    const uint32_t number = event[0];
    const bool sends = event[1] == static_cast<uint32_t>(IpcPhase::send);
    world.require(world.exists(number) &&
                      world.thread(number).is_at(sends ? Step::queued : Step::waiting),
                  Rule::timeouts_only_a_wait_ends, "{} does not wait to {}",
                  thread_text(number), sends ? "send" : "receive");
    const Ipc& ipc = *world.thread(number).ipc();
    world.require(ipc.timeout_us != never, Rule::timeouts_never_does_not_end,
                  "{} has no timeout", thread_text(number));
    if (has_end(ipc)) {
        const uint64_t end = *ipc.since_us + ipc.timeout_us;
        world.require(world.clock_us >= end, Rule::timeouts_never_early,
                      "it is {} us, and {} waits until {}", *world.clock_us,
                      thread_text(number), end);
    }
    const IpcError error = sends ? IpcError::send_timeout : IpcError::receive_timeout;
    end_ipc(world, number,
            {static_cast<uint32_t>(error), 0xFFFFFFFF,
             Rule::results_a_timeout_is_told_by_its_phase});
}

}  // namespace kumquat::model
