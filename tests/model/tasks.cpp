// tasks.cpp -- the tree of tasks: chiefs, clans, numbers.
// Source: handouts/reference/l4-v2.md, "task_new", "id_nearest".
#include "tests/model/mechanisms.hpp"

#include <algorithm>

namespace kumquat::model {

void create_task(World& world, const Event& event) {
    const uint32_t number = event[0], chief = event[1], creator = event[2];
    Task& task = world.tasks.at(number);
    world.require(!task.is_active, Rule::tasks_an_active_task_is_deleted_first,
                  "task {} is active", number);
    if (creator != no_thread) {
        world.caller(creator);
        const uint32_t by = task_number(creator);
        world.require(task.chief == by, Rule::tasks_only_the_chief_creates,
                      "{} creates task {}, whose chief is {}", thread_text(creator),
                      number, task.chief);
        world.require(chief == by, Rule::tasks_the_creator_is_the_chief,
                      "task {} gets chief {} from {}", number, chief,
                      thread_text(creator));
        world.require(event[3] <= world.tasks[by].maximum_priority,
                      Rule::tasks_no_mcp_is_gained,
                      "task {} gets mcp {}, its creator has {}", number, event[3],
                      world.tasks[by].maximum_priority);
    }
    task = {true, chief, event[3]};
}

void delete_task(World& world, const Event& event) {
    const uint32_t number = event[0], by = event[1];
    world.caller(by);
    world.require(world.is_active(number) && world.is_below(number, task_number(by)),
                  Rule::tasks_only_a_chief_deletes, "{} deletes task {}",
                  thread_text(by), number);
    for (uint32_t other = 0; other < world.tasks.size(); ++other) {
        world.require(!world.tasks[other].is_active || other == number ||
                          world.tasks[other].chief != number,
                      Rule::tasks_deletion_takes_the_clan,
                      "task {} of its clan is active", other);
    }
    const auto thread = world.threads.lower_bound(number * threads_per_task);
    world.require(thread == world.threads.end() || task_number(thread->first) != number,
                  Rule::tasks_deletion_leaves_no_thread, "{} is left",
                  thread == world.threads.end() ? "" : thread_text(thread->first));
    world.require(!world.spaces.has_pages(number), Rule::tasks_deletion_leaves_no_page,
                  "task {} still has pages", number);
    world.tasks[number].is_active = false;
    if (world.unmappings.empty()) {
        world.spaces.forget_removed();
    }
}

void account(World& world, const Event& event) {
    const uint32_t task = event[0], frames = event[1], nodes = event[2];
    if (!world.is_active(task)) {
        world.require(frames == 0 && nodes == 0,
                      Rule::tasks_deletion_returns_all_memory,
                      "task {} still has {} frames and {} nodes", task, frames, nodes);
    } else if (task != sigma0_task.value) {  // its pages are roots
        const bool has_pages = world.spaces.has_pages(task);
        world.require((nodes != 0) == has_pages, Rule::tasks_who_has_pages_has_nodes,
                      "task {} has {} pages; its mapping nodes: {}", task,
                      has_pages ? "some" : "no", nodes);
    }
}

void hand_over_number(World& world, const Event& event) {
    const uint32_t number = event[0], chief = event[1], by = event[2];
    world.caller(by);
    Task& task = world.tasks.at(number);
    // When a task is deleted, the numbers that it owned fall to a chief above it.
    const uint32_t caller = task_number(by);
    world.require(task.chief == caller || world.is_below(task.chief, caller),
                  Rule::tasks_only_the_chief_hands_over,
                  "{} hands over {}, whose chief is {}", thread_text(by), number,
                  task.chief);
    world.require(!task.is_active, Rule::tasks_only_inactive_numbers_move,
                  "task {} is active", number);
    world.require(world.is_active(chief), Rule::tasks_a_new_chief_exists,
                  "task {} is not active", chief);
    task.chief = chief;
}

void answer_nearest(World& world, const Event& event) {
    const uint32_t self = event[0];
    world.caller(self);
    const ThreadId wish{event[1], 0}, answer{event[3], event[4]};
    const uint32_t told = answer.is_nil() ? no_thread : answer.number().value;
    if (wish.is_nil()) {
        world.require(told == self && event[2] == near,
                      Rule::tasks_nil_asks_for_oneself, "{} is told that it is {}",
                      thread_text(self), thread_text(told));
        return;
    }
    const bool is_nobody = wish.is_invalid() || wish.task() == kernel_task;
    const Nearest right =
        is_nobody ? Nearest{outward, first_of_chief(world, task_number(self))}
                  : nearest(world, task_number(self), wish.number().value);
    world.require(told == right.thread && event[2] == right.way,
                  Rule::tasks_nearest_follows_the_tree, "it should be {}, type {}",
                  thread_text(right.thread), static_cast<uint32_t>(right.way));
}

}  // namespace kumquat::model
