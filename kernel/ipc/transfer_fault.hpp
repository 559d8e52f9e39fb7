// transfer_fault.hpp -- page faults while a long message is carried, and the end of both.
// The sender carries the message, on its kernel stack; the receiver waits, locked to it. The
// code that copies just touches memory. If a page is missing, the side whose page it is asks
// its pager, in its own name, and the copying goes on where it stopped; if the page does not
// come, the ipc is over for both, and what was on the kernel stacks is forgotten. So whoever
// copies knows: if the next instruction is reached, the partner is still there.
//
//   missing in               asks its pager   timeouts of that message        failure, for
//                                                                             receiver / sender
//   the receiver's space     the receiver     send page-fault, of the sender      0x80 / 0x90
//   the sender's space       the sender       receive page-fault, of the receiver 0xA0 / 0xB0
//   either, no pager, ...                                                         0xC0 / 0xD0
//
// A pager's answer can be such a message as well: it maps many pages. Who gets it may be on either
// side of a transfer already, which waits; so it notes the sender of an answer apart.
//
// Invariant: a.transfer_partner == &b if and only if b.transfer_partner == &a, or b.answerer == &a;
// one of them is the sender, and of the two only one can run.
// Source: L4 Version 2 on i386, "Transfer and page faults inside it".
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Lock sender and receiver to each other until the message is over.
void begin_transfer(Tcb& sender, Tcb& receiver);

/// The message is over: neither knows the other any more.
void end_transfer(Tcb& sender, Tcb& receiver);

/// Whether the running sender's message answers a page fault in an answer to a page fault, and so
/// on: more often than can be dropped at once, should the outermost be given up.
bool is_too_deep(const Tcb& self);

/// Let a window of the running sender show its partner's memory.
/// \param window   0 or 1
/// \param address  below 3 GB
/// \return         where it is seen; the address itself if both share a space
uint32_t show_partner(Tcb& self, uint32_t window, uint32_t address);

/// As take_pending_interrupts(), while copying: the windows are as they were behind it.
void let_interrupts_in_while_copying(Tcb& self);

/// Serve a page fault of the kernel that copies a message.
/// \return  false if the running thread carries none, or the address is not a user's
/// BLOCKS: until the page is there. Does not return if it does not come.
[[nodiscard]] bool serve_transfer_fault(VirtAddr address, bool is_write);

/// The running sender cannot go on: the ipc of both is over.
/// \param error  the sender's; the receiver gets the twin
[[noreturn]] void fail_transfer(Tcb& self, IpcError error);

/// Nobody waits for the answer to this thread's page fault any more: who carries it, and who
/// answers that one's page faults, and so on, get "aborted".
/// Requires: none of them runs.
void drop_answer(Tcb& thread);

/// Somebody else ends the ipc of a thread that is on either side of a transfer: the partner's
/// ipc is over with "aborted", and so is its own.
/// Requires: neither of them runs.
void abort_transfer(Tcb& thread);

}  // namespace kumquat
