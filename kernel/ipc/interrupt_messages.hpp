// interrupt_messages.hpp -- an interrupt line is a thread that sends empty messages.
// The pseudo thread n + 1 stands for line n. A driver attaches a line to itself by a closed
// receive from that thread with a timeout of zero, and then just receives: closed from it, or
// open. A receive from nil with a timeout of zero gives the line back.
// Invariant: a line has at most one thread, a thread at most one line, and each knows the other.
// Source: Liedtke, "On micro-Kernel Construction", SOSP 1995, "Interrupts"; L4 Version 2 on
// i386, "Interrupts".
#pragma once

#include "kernel/threads/tcb.hpp"

namespace kumquat {

/// Whether a receive phase could have to do with interrupts. Most have not.
inline bool concerns_interrupts(const Tcb& thread) {
    const IpcRequest ipc = thread.ipc();
    return ipc.receive().is_open()
               ? (thread.slow_reasons & slow_interrupt) != 0
               : ipc.partner().is_nil() || ipc.partner().is_interrupt();
}

/// Begin the receive phase of a thread as far as interrupts go: attach, detach, take one that
/// is pending, or get ready for the next.
/// \return  true if the ipc is over, and its result stands in the thread's registers; false if
///          it goes on as any other
[[nodiscard]] bool receive_interrupt(Tcb& thread);

/// A line has interrupted: its thread gets the message, now or when it next receives.
/// \return  false if the line has no thread; then it is masked, and still to be acknowledged
/// BLOCKS: a more important thread may run.
[[nodiscard]] bool handle_device_interrupt(uint32_t line);

/// The thread gives its line back, if it has one.
void detach_interrupt(Tcb& thread);

}  // namespace kumquat
