// tcb_array.hpp -- frames for the virtual array of TCBs, on demand.
// An untouched part of the array is not unmapped: it reads as zeros, from one shared page, so
// that looking up a thread that never existed needs no check. Only a write takes a frame.
// Invariant: a directory entry of the array is absent or the master directory's; only when the
// kernel's memory is used up may one of all show a table of zeros, as long as the master has none.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Control Blocks as Virtual
// Objects".
#pragma once

#include "kernel/abi/thread_id.hpp"
#include "kernel/memory/address.hpp"

namespace kumquat {

/// Serve a page fault of the kernel. \param address  what was accessed
/// \return  false if the address is not in the array, or it is to be written and there is no
///          memory
[[nodiscard]] bool back_tcb_array(VirtAddr address, bool is_write);

/// No directory shows the table of zeros any more: one gets a real table, or goes.
void hide_zero_table();

/// Make sure that the TCB of a thread has a frame of its own, and that its own space shows it
/// at once: after the switch of CR3 the thread's stack must be there.
/// \return  false if there is no memory
[[nodiscard]] bool allocate_tcb(ThreadNumber number, PhysAddr directory);

/// Give back the frame of a task's TCBs 2n and 2n + 1, which do not exist any more.
void release_tcb_frame(TaskNumber task, uint32_t n);

}  // namespace kumquat
