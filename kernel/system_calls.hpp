// system_calls.hpp -- the seven calls, one function each, in the file of its mechanism.
// Each reads its parameters from the frame and leaves its results there; a register that is
// not a result is kept.
// Source: L4 Version 2 on i386, sections "ipc" and "The other six calls".
#pragma once

#include "kernel/x86/trap_frame.hpp"

namespace kumquat {

/// Carry out the call that frame.vector names. BLOCKS: many of them may.
void handle_system_call(TrapFrame& frame);

void system_call_ipc(TrapFrame& frame);                    // ipc/rendezvous.cpp
extern "C" void system_call_id_nearest(TrapFrame& frame);  // tasks/id_nearest.cpp
void system_call_fpage_unmap(TrapFrame& frame);            // memory/fpage_unmap.cpp
extern "C" void
system_call_thread_switch(TrapFrame& frame);         // threads/thread_switch.cpp
void system_call_thread_schedule(TrapFrame& frame);  // threads/thread_schedule.cpp
void system_call_lthread_ex_regs(TrapFrame& frame);  // threads/lthread_ex_regs.cpp
void system_call_task_new(TrapFrame& frame);         // tasks/task_new.cpp

}  // namespace kumquat
