// machine.hpp -- as much of a machine and of a kernel as the memory part needs.
#pragma once

#include "kernel/abi/trace_kinds.hpp"
#include "kernel/tasks/task.hpp"

#include <cstdint>
#include <vector>

namespace kumquat::test {

/// A record of the kernel's trace.
struct Event {
    TraceKind kind;
    uint32_t columns[trace_columns_max];
};

/// A pool of so many frames, and no tasks but sigma0. The kernel's own memory is the 4 MB at
/// 16 MB.
void start_machine(uint32_t frames);

/// An active task without threads.
void start_task(TaskNumber task);

/// The end of a task, whose space must be empty by now.
void finish_task(TaskNumber task);

/// What the kernel has recorded since the last call.
std::vector<Event> take_events();

}  // namespace kumquat::test
