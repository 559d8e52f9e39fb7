// kernel_memory.hpp -- what each task costs the kernel.
// L4 Version 2 has no quotas, but it is told, to the debugger and in the trace, who uses how
// much: frames for page tables, TCBs and lists of pieces, and nodes of the mapping database.
#pragma once

#include "kernel/abi/thread_id.hpp"

namespace kumquat {

/// In the table of tasks; task 0 is the kernel itself.
struct KernelMemory {
    uint32_t frames = 0;
    uint32_t nodes = 0;  // pages that the task has from others
};

/// \param change  how many frames or nodes more, or (below 0) less
void charge_frames(TaskNumber task, int change);
void charge_node(TaskNumber task, int change);

/// Tell the trace what a task costs now. Whoever changes it by more than nodes does so at the end.
void report_account(TaskNumber task);

}  // namespace kumquat
