// id_nearest.cpp -- the system call id_nearest: who am I, and whom would a message meet first?
// The tree of chiefs decides: myself and those around me are near; everybody else is reached
// through my chief, or through the chief below me on the way.
// Source: L4 Version 2 on i386, "id_nearest (int 0x31)".
#include "kernel/debug/trace.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

namespace {

enum NearestType : uint32_t { near = 0x0, outward = 0x4, inward = 0xC };

struct Nearest {
    NearestType type;
    ThreadId id;
};

ThreadId first_thread_of(TaskNumber task) {
    if (task == kernel_task) {
        return ThreadId::nil();
    }
    const Task& entry = task_of(task);
    return ThreadId::make(task, 0, entry.chief, entry.nest);
}

/// Whether tasks that belong to the same chief, or are chief and child, meet directly.
bool is_next_to(TaskNumber self, TaskNumber other) {
    const TaskNumber my_chief = task_of(self).chief;
    return other == self || other == my_chief || task_of(other).chief == self ||
           (my_chief != kernel_task && task_of(other).chief == my_chief);
}

Nearest nearest(const Tcb& self, ThreadId destination) {
    const TaskNumber me = self.id.task();
    const ThreadId my_chief = first_thread_of(task_of(me).chief);
    if (destination.is_nil()) {
        return {near, self.id};
    }
    if (destination.is_invalid() || destination.task() == kernel_task) {
        return {outward, my_chief};
    }
    if (is_next_to(me, destination.task())) {
        return {near, destination};
    }
    // Climb from the destination: does the way pass a task next to me?
    for (TaskNumber task = task_of(destination.task()).chief; task != kernel_task;
         task = task_of(task).chief) {
        if (task != task_of(me).chief && is_next_to(me, task)) {
            return {inward, first_thread_of(task)};
        }
    }
    return {outward, my_chief};
}

}  // namespace

void system_call_id_nearest(TrapFrame& frame) {
    const ThreadId wish{frame.esi, frame.edi};
    const Nearest answer = nearest(current_thread(), wish);
    trace_id_nearest(current_thread(), wish, answer.type, answer.id);
    frame.eax = answer.type;
    frame.esi = answer.id.low();
    frame.edi = answer.id.high();
}

}  // namespace kumquat
