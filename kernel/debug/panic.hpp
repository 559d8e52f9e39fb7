// panic.hpp -- the kernel found that it is wrong: say everything that helps, and stop.
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Stop because of a condition that no program can cause.
/// \param reason  a clause that completes "Kumquat stopped: ..."
[[noreturn]] void panic(const char* reason);

/// Stop because of an exception in the kernel itself. Shows the registers in `frame`.
[[noreturn]] void exception_panic(const TrapFrame& frame);

/// Entry of the double-fault task: on a stack of its own, registers in kernel_tss.
[[noreturn]] void double_fault_panic();

}  // namespace kumquat
