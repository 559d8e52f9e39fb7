// end_thread.cpp -- out of all queues.
#include "kernel/threads/end_thread.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace.hpp"
#include "kernel/ipc/interrupt_messages.hpp"
#include "kernel/ipc/rendezvous.hpp"
#include "kernel/tasks/task.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/x86/fpu.hpp"

namespace kumquat {

namespace {

constexpr uint32_t senders_per_call = 8;

/// Whether a thread waits for a message of exactly one other, which was in this task and is gone.
bool waits_for(const Tcb& thread, TaskNumber source) {
    if (!thread.exists() || thread.state != ThreadState::receiving) {
        return false;
    }
    // LAB 9 BEGIN waits for the dead: a closed receive from a thread of that task, which is no more
    const IpcRequest ipc = thread.ipc();
    return !ipc.receive().is_open() && !ipc.partner().is_nil() &&
           ipc.partner().task() == source && find_thread(ipc.partner()) == nullptr;
    // LAB 9 END
}

}  // namespace

bool end_thread(Tcb& thread) {
    // LAB 9 BEGIN end thread: who waits for it is told; then it leaves every place where it could be found
    for (uint32_t i = 0; thread.send_queue != nullptr; ++i) {
        if (i == senders_per_call) {
            return false;
        }
        refuse_ipc(*thread.send_queue);
    }
    cancel_ipc(thread);
    detach_interrupt(thread);
    leave_scheduler(thread);
    trace_thread_delete(thread, current_thread());
    thread.state = ThreadState::nonexistent;
    // LAB 9 END
    forget_fpu(thread);
    if constexpr (config::tcb_lookup == config::TcbLookup::hashed) {
        leave_table(thread);
    }
    return true;
}

void end_receives_from(TaskNumber source, TaskNumber number, uint32_t n) {
    for (uint32_t k = 0; k < tcbs_per_frame; ++k) {
        Tcb& thread =
            tcb_of({number.value * threads_per_task + n * tcbs_per_frame + k});
        if (waits_for(thread, source)) {
            refuse_ipc(thread);
        }
    }
}

}  // namespace kumquat
