// task.hpp -- tasks: an address space with the threads in it, and who created it.
// Invariant: a task number is active (has an address space and its lthread 0) or inactive;
// either way it belongs to one task, its chief, who alone may create it.
// Source: L4 Version 2 on i386, "task_new"; "Clans and chiefs".
#pragma once

#include "kernel/abi/thread_id.hpp"
#include "kernel/memory/address.hpp"

namespace kumquat {

struct Task {
    PhysAddr directory;  // 0: inactive
    TaskNumber chief;
    uint8_t nest = 0;              // depth below the root task
    uint8_t maximum_priority = 0;  // mcp: the highest priority it may set or touch

    bool is_active() const { return directory.raw() != 0; }
};

/// \param number  0..2047
Task& task_of(TaskNumber number);

/// Page directory of an active task. Requires: the task is active.
PhysAddr directory_of(TaskNumber number);

/// Give sigma0 to the root task, and all numbers above the root task's as well.
void initialize_tasks();

/// What a new task begins with.
struct TaskStart {
    ThreadId id;  // of its lthread 0
    ThreadId pager;
    uint32_t eip = 0;
    uint32_t esp = 0;
    int priority = 0;  // 0..255
    uint32_t timeslice_us = 0;
    uint8_t maximum_priority = 0;
};

/// Make a task with its first thread, ready to run.
/// \return  false if there is no memory; then nothing has changed
/// Requires: the number is inactive.
[[nodiscard]] bool create_task(const TaskStart& start, ThreadId creator);

}  // namespace kumquat
