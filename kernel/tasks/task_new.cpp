// task_new.cpp -- the system call task_new: delete a task, create one, or hand a number on.
// An active task of that number is deleted first, in any case. Without a pager the number then
// stays inactive and may get a new chief; with one, a new task begins.
// Source: L4 Version 2 on i386, "task_new (int 0x36)".
#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/tasks/task_deletion.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/thread.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr uint32_t deepest_nest = 15;  // an id has no room for more

/// Id of the new task's first thread: number, version and site as asked for, chief and nest from the
/// tree, lthread 0.
ThreadId new_task_id(ThreadId wish, TaskNumber chief) {
    // LAB 9 BEGIN new id: number, version and site as asked for; chief and nest by the tree
    const uint32_t nest = chief == root_task ? 0 : task_of(chief).nest + 1u;
    const ThreadId placed = ThreadId::make(wish.task(), 0, chief, nest);
    const uint32_t version =
        wish.low() & (ThreadId::VersionLow::mask | ThreadId::VersionHigh::mask);
    const uint32_t site = ThreadId::Site::get(wish.high());
    return {placed.low() | version, placed.high() | site};
    // LAB 9 END
}

/// The task that the wish names, if it is active: it could do something with the number; else the
/// caller keeps it.
TaskNumber new_chief(ThreadId wish, TaskNumber caller) {
    // LAB 9 BEGIN heir: somebody who could do something with the number
    return task_of(wish.task()).is_active() ? wish.task() : caller;
    // LAB 9 END
}

/// The number gets this chief. \return  its id, as that chief will know it
/// Requires: the number is inactive and belongs to the caller.
ThreadId hand_on(Tcb& self, ThreadId wish, TaskNumber chief) {
    // LAB 9 BEGIN hand on: the number, the news, the id
    set_chief(wish.task(), chief);
    trace_task_change(wish.task(), chief, self);
    return new_task_id(wish, chief);
    // LAB 9 END
}

/// A task with this number begins, for the caller. In the frame: EAX the mcp that is asked for (any
/// word), ECX the stack pointer, EDX where it begins. Priority and timeslice are the caller's.
/// \return  its id; nil: no memory, and nothing has changed
/// Requires: the number is inactive and belongs to the caller.
ThreadId
create(const TrapFrame& frame, const Tcb& self, ThreadId wish, ThreadId pager) {
    // LAB 9 BEGIN create: what the caller asks for, what it has itself, and the smaller mcp
    const uint32_t mine = task_of(self.id.task()).maximum_priority;
    ThreadStart start{.id = new_task_id(wish, self.id.task()),
                      .eip = frame.edx,
                      .esp = frame.ecx,
                      .pager = pager,
                      .priority = self.priority,
                      .timeslice_us = self.timeslice_us};
    const uint32_t maximum = frame.eax < mine ? frame.eax : mine;
    return create_task(start, static_cast<uint8_t>(maximum), self.id) ? start.id
                                                                      : ThreadId::nil();
    // LAB 9 END
}

/// Whether the number belongs to the task, which may do everything with it, and nobody else
/// anything. Numbers up to root's belong to nobody.
bool owns(TaskNumber chief, TaskNumber number) {
    // LAB 9 BEGIN owner: who may do anything with a number?
    return number.value > root_task.value && task_of(number).chief == chief;
    // LAB 9 END
}

}  // namespace

void system_call_task_new(TrapFrame& frame) {
    Tcb& self = current_thread();
    const TaskNumber me = self.id.task();
    const ThreadId wish{frame.esi, frame.edi}, pager{frame.ebx, frame.ebp};
    const TaskNumber number = wish.task();
    ThreadId result = ThreadId::nil();

    // LAB 9 BEGIN task new: first the old task goes; then the number may change hands, or a task begins
    while (owns(me, number) && task_of(number).is_active()) {
        TaskDeletion deletion{number};
        while (owns(me, number) && deletion.step()) {
            take_pending_interrupts();  // BLOCKS
            preempt_if_needed();  // BLOCKS; the timeslice's owner may have vanished
        }
    }
    const TaskNumber chief = pager.is_nil() ? new_chief({frame.eax, 0}, me) : me;
    if (owns(me, number) && !task_of(number).is_active() &&
        task_of(chief).nest < deepest_nest) {
        result = pager.is_nil() ? hand_on(self, wish, chief)
                                : create(frame, self, wish, pager);
    }
    // LAB 9 END
    frame.eax = result.is_nil() ? 0xFFFFFFFF : 0;
    frame.esi = result.low();
    frame.edi = result.high();
    preempt_if_needed();
}

}  // namespace kumquat
