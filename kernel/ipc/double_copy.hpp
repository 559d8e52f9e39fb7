// double_copy.hpp -- IPC_STRING=double_copy: words and strings of a long message are copied twice,
// from the sender into a buffer of the kernel and from there to the receiver, in its space.
// So it was done before the communication windows. The buffer is one for all, so it holds
// something only while nobody else runs: what could fault is touched first, and if that had to
// wait for a pager, all is touched again. What describes the message is still read, and written,
// through a window.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Direct Transfer by Temporary
// Mapping".
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Copy from the running sender's memory to its partner's.
/// \param to, from  user memory, `bytes` of it
/// BLOCKS: page faults of both sides, as in a single copy; and interrupts come in between.
void copy_twice(Tcb& self, uint32_t to, uint32_t from, uint32_t bytes);

/// A page fault of the running sender is about to be served: that is done in its own space.
/// \return  whether it was in its partner's
bool leave_partners_space(Tcb& self);

/// The page is there: go on where the fault was.
void resume_double_copy(Tcb& self, bool in_partners_space);

}  // namespace kumquat
