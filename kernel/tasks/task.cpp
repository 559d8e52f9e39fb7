// task.cpp -- the table of tasks.
#include "kernel/tasks/task.hpp"

#include "kernel/debug/trace.hpp"
#include "kernel/memory/address_space.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/thread.hpp"

namespace kumquat {

namespace {

Task tasks[max_tasks];

}  // namespace

Task& task_of(TaskNumber number) {
    KASSERT(number.value < max_tasks);
    return tasks[number.value];
}

PhysAddr directory_of(TaskNumber number) {
    KASSERT(task_of(number).is_active());
    return task_of(number).directory;
}

void initialize_tasks() {
    tasks[sigma0_task.value].chief = root_task;
    for (uint32_t i = root_task.value + 1; i < max_tasks; ++i) {
        tasks[i].chief = root_task;
    }
}

bool create_task(const TaskStart& start, ThreadId creator) {
    Task& task = task_of(start.id.task());
    KASSERT(!task.is_active());
    PhysAddr directory;
    if (!create_address_space(directory)) {
        return false;
    }
    if (!allocate_tcb(start.id.number(), directory)) {
        free_frame(directory);
        return false;
    }
    trace_task_create(start.id.task(), start.id.chief(), creator,
                      start.maximum_priority);
    Tcb* const thread = create_thread({.id = start.id,
                                       .eip = start.eip,
                                       .esp = start.esp,
                                       .pager = start.pager,
                                       .directory = directory,
                                       .priority = start.priority,
                                       .timeslice_us = start.timeslice_us},
                                      creator);
    KASSERT(thread != nullptr);  // its TCB is there already
    task.directory = directory;
    task.nest = static_cast<uint8_t>(start.id.nest());
    task.maximum_priority = start.maximum_priority;
    make_ready(*thread);
    return true;
}

}  // namespace kumquat
