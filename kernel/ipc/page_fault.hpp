// page_fault.hpp -- a page fault is a message too.
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// w1 of a fault message when there is no instruction of the user: the kernel copies for it.
constexpr uint32_t no_instruction = 0xFFFFFFFF;

/// Ask the running thread's pager for a page, in its name. The answer's contents are not looked
/// at. sigma0 has no pager: it gets what it owns.
/// \param fault  word 0
/// \param eip    of the instruction that faulted, or no_instruction
/// \return       how the message ended
/// BLOCKS: until the pager has answered.
IpcError ask_pager(Tcb& self, uint32_t fault, uint32_t eip, TimeoutWord timeouts);

/// Ask for a page that the running thread misses as if by an instruction of its own.
/// \param access  bit 0: the page is there; bit 1: it is to be written
/// \return  false if nobody can be asked; true if it is worth trying again
/// BLOCKS: until the pager has answered. Does not return if the thread is sent elsewhere.
[[nodiscard]] bool page_in_for_user(VirtAddr address, uint32_t access);

/// Serve a page fault. In user mode: ask the thread's pager, in the thread's name, and restart
/// the instruction when the pager has answered. In the kernel: the TCB array may fault, and the
/// memory of users where somebody waits for that (transfers, x86/fixups.hpp).
/// BLOCKS: until the pager has answered.
void handle_page_fault(TrapFrame& frame);

}  // namespace kumquat
