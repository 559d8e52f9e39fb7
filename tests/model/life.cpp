// life.cpp -- threads come, change and go.
// Source: handouts/reference/l4-v2.md, "lthread_ex_regs", "task_new", "Start".
#include "tests/model/mechanisms.hpp"

namespace kumquat::model {

namespace {

/// Priority, timeslice and, for lthread 0, who may be the creator.
void inherit(World& world, Thread& thread, uint32_t number, uint32_t creator) {
    constexpr int32_t first_priority = 16;
    if (creator == no_thread) {
        world.require(thread.priority == first_priority,
                      Rule::life_the_first_threads_have_priority_16,
                      "{} has priority {}", thread_text(number), thread.priority);
        thread.timeslice_us = slice_at_start_us;
        return;
    }
    const Thread& from = world.caller(creator);
    const bool is_first = number % threads_per_task == 0;
    const uint32_t task = task_number(number);
    world.require(is_first ? world.tasks[task].chief == task_number(creator)
                           : task == task_number(creator),
                  Rule::life_threads_are_created_by_their_task, "{} creates {}",
                  thread_text(creator), thread_text(number));
    world.require(thread.priority == from.priority,
                  Rule::life_a_new_thread_has_its_creators_priority,
                  "{} has priority {}, its creator {}", thread_text(number),
                  thread.priority, from.priority);
    thread.timeslice_us = from.timeslice_us;
}

}  // namespace

void create_thread(World& world, const Event& event) {
    const uint32_t number = event[0], creator = event[1];
    world.require(!world.exists(number), Rule::life_a_thread_is_created_once,
                  "{} exists already", thread_text(number));
    Thread thread;
    thread.priority = static_cast<int32_t>(event[2]);
    if (number == idle) {
        thread.is_dead = false;
        world.running = world.owner = world.last_owner = idle;
    } else {
        world.require(world.is_active(task_number(number)),
                      Rule::life_a_task_comes_before_its_threads,
                      "task {} is not active", task_number(number));
        inherit(world, thread, number, creator);
    }
    thread.remaining_us = thread.timeslice_us;
    world.threads[number] = thread;
}

void change_thread(World& world, const Event& event) {
    const uint32_t number = event[0], by = event[1];
    world.caller(by);
    world.require(world.exists(number) && task_number(number) == task_number(by),
                  Rule::life_ex_regs_stays_in_its_task, "{} changes {}",
                  thread_text(by), thread_text(number));
    Thread& thread = world.thread(number);
    world.require(thread.ipcs.empty(), Rule::life_ex_regs_ends_the_ipc,
                  "{} gets a new EIP in the middle of an ipc", thread_text(number));
    const bool can_be_chosen = thread.timeslice_us != 0 || thread.remaining_us > 0;
    if (number != by && !thread.in_ready_queue) {
        thread.is_dead =
            can_be_chosen;  // until it is ready, which is not told without time
    }
    world.restarted = number;
    world.unmappings.erase(number);  // what it was doing is given up
    thread.fault.reset();
    thread.exception.reset();
    thread.next_is_deceited = false;
}

void stop_thread(World& world, const Event& event) {
    Thread& thread = world.caller(event[0]);
    thread.is_dead = true;
    thread.exception.reset();
    thread.fault.reset();
}

void delete_thread(World& world, const Event& event) {
    const uint32_t number = event[0];
    world.require(world.exists(number), Rule::life_only_what_exists_is_deleted,
                  "{} does not exist", thread_text(number));
    const Thread& thread = world.thread(number);
    world.require(!thread.waits() && !thread.is_at(Step::carrying) &&
                      thread.senders.empty() && !thread.in_ready_queue &&
                      !thread.in_timeout_queue,
                  Rule::life_a_deleted_thread_has_left_its_ipc,
                  "{} is still in a queue, or others wait for it", thread_text(number));
    if (thread.line != no_line) {
        world.lines.erase(thread.line);
    }
    world.between_phases.erase(number);
    world.unmappings.erase(number);  // it may end in the middle of one
    world.threads.erase(number);
}

void set_pager(World& world, const Event& event) {
    if (world.exists(event[0])) {
        world.thread(event[0]).pager = event[1];
    }
}

}  // namespace kumquat::model
