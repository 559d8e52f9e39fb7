// end_thread.hpp -- a thread vanishes, and whoever dealt with it is told.
// Source: L4 Version 2 on i386, "Cancel and abort"; "task_new (int 0x36)".
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Take a thread out of all queues; it does not exist afterwards. Threads that wait to send to
/// it get the error "not existing", some of them in each call.
/// \return  false if more of them wait: call again
/// Requires: it is not the running thread.
[[nodiscard]] bool end_thread(Tcb& thread);

/// End the closed receives of some threads from threads of `source` that do not exist any more,
/// with the error "not existing". \param number, n  of an active task, and a frame of its TCBs
void end_receives_from(TaskNumber source, TaskNumber number, uint32_t n);

}  // namespace kumquat
