// task.hpp -- tasks: an address space with the threads in it, and who created it.
// Invariant: a task number is active (has an address space) or inactive; either way it belongs
// to one task, its chief, who alone may create it. A task that is being deleted is active until
// nothing of it is left.
// Source: L4 Version 2 on i386, "task_new"; "Clans and chiefs".
#pragma once

#include "kernel/abi/thread_id.hpp"
#include "kernel/memory/address_space.hpp"
#include "kernel/threads/list_link.hpp"

namespace kumquat {

constexpr uint32_t tcbs_per_frame = page_size / TCB_SIZE;
constexpr uint32_t tcb_frames_per_task = threads_per_task / tcbs_per_frame;

struct ThreadStart;

/// What a task costs the kernel. L4 Version 2 has no quotas, but the trace is told.
struct KernelMemory {
    uint32_t frames = 0;  // of page tables, TCBs, and lists of pieces
    uint32_t nodes = 0;   // pages that the task has from others
};

struct Task {
    AddressSpace space;
    TaskNumber chief;
    uint8_t nest = 0;              // depth below the root task
    uint8_t maximum_priority = 0;  // mcp: the highest priority it may set or touch
    uint32_t owned_numbers = 0;    // tasks, active or not, whose chief it is
    uint32_t born = 0;             // tells it from earlier tasks of the same number
    KernelMemory memory;
    uint32_t tcb_frames[tcb_frames_per_task / 32] =
        {};  // bit n: its TCBs 2n, 2n+1 have one
    ListLink<Task> active_link;

    bool is_active() const { return space.exists(); }
};

extern Task task_table[max_tasks];

inline Task& task_of(TaskNumber number) { return task_table[number.value]; }

TaskNumber number_of(const Task& task);

/// Address space of a task. Requires: the task is active.
inline const AddressSpace& space_of(TaskNumber number) { return task_of(number).space; }

/// Active tasks, in no particular order. \return  nullptr: there is none, or none behind `task`
Task* first_active_task();
Task* next_active_task(Task& task);

/// Find the next frame of a task's TCBs. \param n  in: where to begin; out: the frame's number
/// \return  false if there is none
bool next_tcb_frame(const Task& task, uint32_t& n);

/// Give sigma0 to the root task, and all numbers above the root task's as well.
void initialize_tasks();

/// A task number gets another owner. Requires: the number is inactive.
void set_chief(TaskNumber number, TaskNumber chief);

/// Make a task with its first thread, ready to run.
/// \param start  of that thread; `directory` is set here
/// \return  false if there is no memory; then nothing has changed
/// Requires: the number is inactive.
[[nodiscard]] bool
create_task(ThreadStart& start, uint8_t maximum_priority, ThreadId creator);

/// The end of a task: its number is inactive from now on.
/// Requires: it has no threads, and nothing is mapped in its space.
void end_task(Task& task);

}  // namespace kumquat
