// page_fault.hpp -- a page fault is a message too.
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Serve a page fault. In user mode: ask the thread's pager, in the thread's name, and restart
/// the instruction when the pager has answered. In the kernel: only the TCB array may fault.
/// BLOCKS: until the pager has answered.
void handle_page_fault(TrapFrame& frame);

}  // namespace kumquat
