// kernel_memory.cpp -- adding up.
#include "kernel/memory/kernel_memory.hpp"

#include "kernel/debug/trace_memory.hpp"
#include "kernel/tasks/task.hpp"

namespace kumquat {

void charge_frames(TaskNumber task, int change) {
    task_of(task).memory.frames += static_cast<uint32_t>(change);
}

void charge_node(TaskNumber task, int change) {
    task_of(task).memory.nodes += static_cast<uint32_t>(change);
}

void report_account(TaskNumber task) {
    const KernelMemory& memory = task_of(task).memory;
    trace_kernel_memory(task, memory.frames, memory.nodes);
}

}  // namespace kumquat
