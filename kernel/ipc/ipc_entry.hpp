// ipc_entry.hpp -- the way that int 0x30 takes into the kernel.
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Give ipc an entry of its own, past handle_trap: the fast path, or the C++ path at once.
/// Requires: the interrupt table is built.
void shorten_ipc_entry();

}  // namespace kumquat

// Labels of the assembler.
extern "C" {
void ipc_fast_path();     // fast_path.S
void ipc_lookup_call();   // fast_path.S: looks at a TCB that may not be there
void ipc_lookup_reply();  // fast_path.S: as well
void ipc_entry();         // trap_entry.S: all registers saved, then the C++ path
void ipc_slow_path();     // trap_entry.S: the registers are saved already
void resume_receive();    // trap_entry.S: continue_receive(), then back to user mode
void resume_send();       // trap_entry.S: continue_send(), as well
void resume_partner_fault();  // trap_entry.S: continue_partner_fault()
[[noreturn]] void leave_kernel(kumquat::TrapFrame& frame);  // trap_entry.S
}
