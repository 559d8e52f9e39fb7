// end_of_ipc.cpp -- how a wait ends without a message: by the clock, by a partner that goes, or
// because the thread is wanted elsewhere.
#include "kernel/ipc/rendezvous.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/ipc/send_queue.hpp"
#include "kernel/ipc/transfer_fault.hpp"
#include "kernel/short_entries.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/thread.hpp"
#include "kernel/threads/timeouts.hpp"

namespace kumquat {

void end_ipc(Tcb& thread, IpcError error) {
    forget_stack(thread);
    finish_ipc(thread, error);
}

void leave_ipc_queues(Tcb& thread) {
    // LAB 5 BEGIN leave the queues: nobody finds this thread waiting any more
    if (thread.state == ThreadState::sending) {
        leave_send_queue(thread);
    }
    cancel_timeout(thread);
    // LAB 5 END
}

void end_ipc_by_timeout(Tcb& thread) {
    // LAB 5 BEGIN timeout: the clock ends a wait
    const bool was_sending = thread.state == ThreadState::sending;
    KASSERT(was_sending || thread.state == ThreadState::receiving);
    leave_ipc_queues(thread);
    trace_ipc_timeout(thread, was_sending ? IpcPhase::send : IpcPhase::receive);
    finish_ipc(thread,
               was_sending ? IpcError::send_timeout : IpcError::receive_timeout);
    make_ready(thread);
    // LAB 5 END
}

void refuse_ipc(Tcb& thread) {
    leave_ipc_queues(thread);
    finish_ipc(thread, IpcError::not_existing);
    if (thread.is_in_own_fault()) {
        continue_at(thread, resume_refused_fault);
    }
    make_ready(thread);
    trace_ipc_wake(thread, current_thread());
}

void cancel_ipc(Tcb& thread) {
    const bool in_transfer = thread.transfer_partner != nullptr;
    const bool was_sending = thread.state == ThreadState::sending;
    const bool waits =
        thread.state.is_blocked() || continues_at(thread, resume_receive);
    if (!in_transfer && !waits) {
        forget_stack(thread);  // of whatever it is in the middle of
        return;
    }
    const bool in_page_fault = thread.is_in_page_fault();
    leave_ipc_queues(thread);
    remove_from_ready_queue(thread);  // a ready thread may be in a transfer
    trace_ipc_cancel(thread, current_thread());
    drop_answer(thread);
    if (in_transfer) {
        abort_transfer(thread);
    } else if (in_page_fault) {
        forget_stack(thread);  // the registers are the user's
    } else {
        end_ipc(thread,
                was_sending ? IpcError::send_cancelled : IpcError::receive_cancelled);
    }
    thread.state = ThreadState::dead;
}

}  // namespace kumquat
