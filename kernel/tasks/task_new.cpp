// task_new.cpp -- the system call task_new: create a task.
// Deleting a task and handing a number on (pager nil) need a mapping database; they fail, as
// any task_new may: the result is nil.
// Source: L4 Version 2 on i386, "task_new (int 0x36)".
#include "kernel/system_calls.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/scheduler.hpp"

namespace kumquat {

namespace {

constexpr uint32_t deepest_nest = 15;

/// Id of the new task's first thread: number and version as asked for, the rest from the tree.
ThreadId new_task_id(ThreadId wish, TaskNumber chief) {
    const uint32_t parent_nest = task_of(chief).nest;
    const uint32_t nest = chief == root_task           ? 0
                          : parent_nest < deepest_nest ? parent_nest + 1
                                                       : deepest_nest;
    const ThreadId placed = ThreadId::make(wish.task(), 0, chief, nest);
    const uint32_t version =
        wish.low() & (ThreadId::VersionLow::mask | ThreadId::VersionHigh::mask);
    const uint32_t site = ThreadId::Site::get(wish.high());
    return {placed.low() | version, placed.high() | site};
}

bool may_create(const Tcb& self, ThreadId wish, ThreadId pager) {
    return task_of(wish.task()).chief == self.id.task() &&
           !task_of(wish.task()).is_active() && !pager.is_nil();
}

}  // namespace

void system_call_task_new(TrapFrame& frame) {
    Tcb& self = current_thread();
    const ThreadId wish{frame.esi, frame.edi};
    const ThreadId pager{frame.ebx, frame.ebp};
    const uint32_t my_maximum = task_of(self.id.task()).maximum_priority;

    ThreadId result = ThreadId::nil();
    if (may_create(self, wish, pager)) {
        const TaskStart start{.id = new_task_id(wish, self.id.task()),
                              .pager = pager,
                              .eip = frame.edx,
                              .esp = frame.ecx,
                              .priority = self.priority,
                              .timeslice_us = self.timeslice_us,
                              .maximum_priority = static_cast<uint8_t>(
                                  frame.eax < my_maximum ? frame.eax : my_maximum)};
        if (create_task(start, self.id)) {
            result = start.id;
        }
    }
    frame.eax = result.is_nil() ? 0xFFFFFFFF : 0;
    frame.esi = result.low();
    frame.edi = result.high();
    preempt_if_needed();
}

}  // namespace kumquat
