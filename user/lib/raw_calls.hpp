// raw_calls.hpp -- the seven calls as the machine sees them: all registers in, all out.
// For programs that want to know what comes back in every register; others use l4.hpp.
// Source: L4 Version 2 on i386, "The seven calls".
#pragma once

#include <stdint.h>

namespace kumquat::user {

struct CallRegisters {
    uint32_t eax = 0, ecx = 0, edx = 0, ebx = 0, ebp = 0, esi = 0, edi = 0;
};

extern "C" {
void raw_ipc(CallRegisters* registers);
void raw_id_nearest(CallRegisters* registers);
void raw_fpage_unmap(CallRegisters* registers);
void raw_thread_switch(CallRegisters* registers);
void raw_thread_schedule(CallRegisters* registers);
void raw_lthread_ex_regs(CallRegisters* registers);
void raw_task_new(CallRegisters* registers);
/// ipc with the stack pointer elsewhere, as deceiting needs it.
/// \param stack  address of three words: a virtual sender's id, low and high, and room for one
void raw_ipc_on_stack(CallRegisters* registers, uint32_t stack);
}

}  // namespace kumquat::user
