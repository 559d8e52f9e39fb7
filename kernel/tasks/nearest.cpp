// nearest.cpp -- up the tree, from the destination.
#include "kernel/tasks/nearest.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

namespace {

ThreadId first_thread_of(TaskNumber task) {
    if (task == kernel_task) {
        return ThreadId::nil();
    }
    const Task& entry = task_of(task);
    return ThreadId::make(task, 0, entry.chief, entry.nest);
}

/// Whether tasks that belong to the same chief, or are chief and child, meet directly.
bool is_next_to(TaskNumber self, TaskNumber other) {
    // LAB 9 BEGIN near: myself, my chief, my own child, or one of my clan
    const TaskNumber my_chief = task_of(self).chief;
    return other == self || other == my_chief || task_of(other).chief == self ||
           (my_chief != kernel_task && task_of(other).chief == my_chief);
    // LAB 9 END
}

}  // namespace

ThreadId chief_of(TaskNumber task) { return first_thread_of(task_of(task).chief); }

Nearest nearest_to(TaskNumber self, ThreadId destination) {
    if (is_next_to(self, destination.task())) {
        return {near, destination};
    }
    // Climb from the destination: does the way pass a task next to me?
    // LAB 9 BEGIN nearest: up from the destination; does the way pass somebody next to me?
    for (TaskNumber task = task_of(destination.task()).chief; task != kernel_task;
         task = task_of(task).chief) {
        if (task != task_of(self).chief && is_next_to(self, task)) {
            return {inward, first_thread_of(task)};
        }
    }
    return {outward, chief_of(self)};
    // LAB 9 END
}

}  // namespace kumquat
