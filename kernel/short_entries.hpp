// short_entries.hpp -- the system calls that are called most have entries of their own.
// They lead past handle_trap, which serves all vectors alike.
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Change the gates of ipc, id_nearest and thread_switch.
/// Requires: the interrupt table is built.
void shorten_entries();

}  // namespace kumquat

// Labels of the assembler.
extern "C" {
void own_id_entry();         // own_id.S: id_nearest of nil
void id_nearest_entry();     // trap_entry.S: all registers saved, then the call
void yield_alone_entry();    // yield_alone.S: thread_switch to nil, without competition
void thread_switch_entry();  // trap_entry.S: all registers saved, then the call
void ipc_fast_path();        // fast_path.S
void ipc_entry();            // trap_entry.S: all registers saved, then the C++ path
void ipc_slow_path();        // trap_entry.S: the registers are saved already
void resume_send();          // trap_entry.S: continue_send(), then back to user mode
void resume_receive();       // trap_entry.S: continue_receive()
void resume_partner_fault();  // trap_entry.S: continue_partner_fault()
void resume_refused_fault();  // trap_entry.S: continue_refused_fault()
[[noreturn]] void leave_kernel(kumquat::TrapFrame& frame);  // trap_entry.S
}
