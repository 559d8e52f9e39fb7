// rendezvous.hpp -- a message is a meeting: two threads, both in ipc, one sends, one receives.
// Whoever comes first waits. The one that comes second does the work for both, and there is no
// gap between the two phases of a call: a thread whose message was taken counts as receiving
// from that moment on, whether it has run again or not.
// Invariant: a blocked thread's ipc request stays as it is until a message, a timeout or a
// cancellation ends it.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993; L4 Version 2, "ipc".
#pragma once

#include "kernel/debug/trace_ipc.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Carry out the running thread's request: send phase, receive phase, or both. What came of it
/// is in the same registers.
/// BLOCKS: until both phases are over. A system call that had to wait does not return here: its
/// thread goes on in user mode, since the results lie in its frame.
extern "C" void run_ipc(Tcb& self);

/// The timeout of a blocked thread has passed: its ipc ends with the error of its phase, it is in no
/// queue and ready. The trace hears of the timeout before the result.
/// Requires: it is no longer in the timeout queue.
[[gnu::cold]] void end_ipc_by_timeout(Tcb& thread);

/// A thread that is or was in ipc has its result: it goes on in user mode with this code, and
/// what was on its kernel stack is forgotten.
/// Requires: it is in no queue but, perhaps, the ready queue. Its state is the caller's to set.
[[gnu::cold]] void end_ipc(Tcb& thread, IpcError error);

/// The ipc of a thread is over, without a message: its result, and nothing but that.
inline void finish_ipc(const Tcb& thread, IpcError error) {
    thread.ipc().finish(MessageDope{}.with(error));
    trace_ipc_result(thread);
}

/// Take a thread out of its partner's send queue and out of the timeout queue.
[[gnu::cold]] void leave_ipc_queues(Tcb& thread);

/// The partner of a blocked thread is going or gone: its ipc ends with the error "not existing",
/// and it is ready.
[[gnu::cold]] void refuse_ipc(Tcb& thread);

/// A thread goes on in user mode, as its frame says: whatever it is in the middle of is given up,
/// between two steps of it. An ipc ends with the error "cancelled" of its phase.
/// Effects: if it was in an ipc it is in no queue, and its state is `dead`: the caller decides
/// what next.
[[gnu::cold]] void cancel_ipc(Tcb& thread);

}  // namespace kumquat
