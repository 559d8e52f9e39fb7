// trace_ipc.hpp -- trace points of ipc, timeouts, page faults and interrupts.
#pragma once

#include "kernel/debug/trace.hpp"

namespace kumquat {

/// Flags of the events ipc_send and ipc_receive.
inline uint32_t trace_ipc_flags(const Tcb& thread) {
    uint32_t flags = 0;
    if constexpr (config::trace) {
        const IpcRequest ipc = thread.ipc();
        flags |= thread.is_in_page_fault() ? trace_ipc_fault : 0u;
        if (!ipc.send().is_nil()) {
            flags |= ipc.send().has_fpages() ? trace_ipc_map : 0u;
            flags |= ipc.send().is_register_message() ? 0u : trace_ipc_memory;
            flags |= ipc.timeouts().send().is_zero() ? trace_ipc_send_zero : 0u;
        }
        if (!ipc.receive().is_nil()) {
            flags |= trace_ipc_then_receives;
            flags |= ipc.receive().is_open() ? trace_ipc_open : 0u;
            flags |= ipc.timeouts().receive().is_zero() ? trace_ipc_receive_zero : 0u;
        }
    }
    return flags;
}

inline void trace_ipc_send(const Tcb& self) {
    trace_ipc_send(self, self.ipc().partner(), self.ipc().w0(), self.ipc().w1(),
                   trace_ipc_flags(self));
}

/// Flags of a receive from an interrupt: that it is one, and which.
inline uint32_t trace_interrupt_flags(IpcRequest ipc) {
    if constexpr (config::trace) {
        if (!ipc.receive().is_open() && ipc.partner().is_interrupt()) {
            return trace_ipc_interrupt |
                   ((ipc.partner().low() - 1) << trace_ipc_line_shift);
        }
    }
    return 0;
}

inline void trace_ipc_receive(const Tcb& self) {
    if constexpr (config::trace) {
        const IpcRequest ipc = self.ipc();
        trace_ipc_receive(
            self, ipc.receive().is_open() ? ThreadId::nil() : ipc.partner(),
            ipc.receive(), trace_ipc_flags(self) | trace_interrupt_flags(ipc));
    }
}

inline void trace_ipc_block(const Tcb& thread, IpcPhase phase) {
    if constexpr (config::trace) {
        const IpcRequest ipc = thread.ipc();
        const bool receives = phase == IpcPhase::receive;
        trace_ipc_block(
            thread,
            receives && ipc.receive().is_open() ? ThreadId::nil() : ipc.partner(),
            phase, receives ? ipc.timeouts().receive() : ipc.timeouts().send());
    }
}

inline void
trace_ipc_transfer(const Tcb& sender, const Tcb& receiver, bool receiver_was_waiting) {
    if constexpr (config::trace) {
        const MessageDope result = receiver.ipc().result();
        const IpcError error = result.error();
        const uint32_t flags =
            trace_ipc_flags(sender) |
            (receiver_was_waiting ? uint32_t{trace_ipc_met_waiting} : 0u) |
            (result.has_fpage() ? uint32_t{trace_ipc_mapped} : 0u) |
            (result.is_deceited() ? uint32_t{trace_ipc_deceited} : 0u) |
            (result.is_redirected() ? uint32_t{trace_ipc_redirected} : 0u) |
            (error == IpcError::receive_cut ? uint32_t{trace_ipc_cut} : 0u) |
            (error == IpcError::receive_map_failed ? uint32_t{trace_ipc_map_failed}
                                                   : 0u);
        trace_ipc_transfer(sender, receiver, sender.ipc().w0(), sender.ipc().w1(),
                           flags);
    }
}

inline void trace_ipc_result(const Tcb& self) {
    trace_ipc_result(self, self.ipc().result());
}

/// A message in memory begins to move. It ends with ipc_transfer or transfer_abort.
inline void trace_transfer_start(const Tcb& sender, const Tcb& receiver) {
    trace_transfer_start(sender, receiver, sender.ipc().send(),
                         receiver.ipc().receive());
}

/// \param access  bit 0: the page is there; bit 1: it was to be written
inline void trace_page_fault(const Tcb& self, VirtAddr address, uint32_t access) {
    trace_page_fault(self, address, self.frame().eip, access, self.pager);
}

/// \param faulting  in whose space; `other` waits with it
/// \param fault     word 0 of its message
inline void trace_transfer_fault(const Tcb& faulting,
                                 const Tcb& other,
                                 uint32_t fault,
                                 Timeout timeout) {
    constexpr uint32_t write_access = 1u << 1;
    trace_transfer_fault(faulting, other, fault & ~3u, fault & write_access, timeout);
}

}  // namespace kumquat
