// stop.hpp -- a thread that cannot go on is stopped; the rest of the system does not notice.
#pragma once

#include "kernel/abi/trace_kinds.hpp"
#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// The running thread raised an exception that nobody handles: say so on the console and stop
/// it. An lthread_ex_regs can revive it.
[[noreturn]] void stop_faulting_thread(TrapFrame& frame);

/// Tell the console that the running thread is stopped. \param why  what follows
/// Requires: as for say().
void say_stopped(const char* why);

/// Stop the running thread. \param reason  for the trace
[[noreturn]] void stop_current_thread(DeathReason reason);

}  // namespace kumquat
