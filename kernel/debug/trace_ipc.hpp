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

/// A timeout in 32 bits: 0xFFFFFFFF never, else at most 0xFFFFFFFE microseconds.
constexpr uint32_t trace_timeout_never = 0xFFFFFFFF;
inline uint32_t trace_timeout(Timeout timeout) {
    constexpr uint32_t longest = trace_timeout_never - 1;
    if (timeout.is_never()) {
        return trace_timeout_never;
    }
    return timeout.us() < longest ? static_cast<uint32_t>(timeout.us()) : longest;
}

inline void trace_ipc_send(const Tcb& self) {
    trace_event(TraceKind::ipc_send, self, self.ipc().partner(), self.ipc().w0(),
                self.ipc().w1(), trace_ipc_flags(self));
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
        const bool is_open = ipc.receive().is_open();
        trace_event(TraceKind::ipc_receive, self,
                    is_open ? no_thread : trace_thread(ipc.partner()),
                    ipc.receive().word(),
                    trace_ipc_flags(self) | trace_interrupt_flags(ipc));
    }
}

inline void trace_ipc_block(const Tcb& thread, IpcPhase phase) {
    if constexpr (config::trace) {
        const bool receives = phase == IpcPhase::receive;
        const bool anybody = receives && thread.ipc().receive().is_open();
        const TimeoutWord timeouts = thread.ipc().timeouts();
        const Timeout timeout = receives ? timeouts.receive() : timeouts.send();
        trace_event(TraceKind::ipc_block, thread,
                    anybody ? no_thread : trace_thread(thread.ipc().partner()), phase,
                    trace_timeout(timeout));
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
        trace_event(TraceKind::ipc_transfer, sender, receiver, sender.ipc().w0(),
                    sender.ipc().w1(), flags);
    }
}

inline void trace_ipc_wake(const Tcb& thread, const Tcb& by) {
    trace_event(TraceKind::ipc_wake, thread, by);
}

inline void trace_ipc_timeout(const Tcb& thread, IpcPhase phase) {
    trace_event(TraceKind::ipc_timeout, thread, phase);
}

inline void trace_ipc_result(const Tcb& self) {
    trace_event(TraceKind::ipc_result, self, self.ipc().result().word());
}

inline void trace_timeout_insert(const Tcb& thread) {
    trace_event(TraceKind::timeout_insert, thread, thread.deadline_us);
}

inline void trace_timeout_remove(const Tcb& thread) {
    trace_event(TraceKind::timeout_remove, thread);
}

inline void trace_timeout_fire(const Tcb& thread) {
    trace_event(TraceKind::timeout_fire, thread, thread.deadline_us);
}

/// \param access  bit 0: the page is there; bit 1: it was to be written
inline void trace_page_fault(const Tcb& self, VirtAddr address, uint32_t access) {
    trace_event(TraceKind::page_fault, self, address, self.frame().eip, access,
                self.pager);
}

/// The ipc of a thread, and a page-fault message of it, are ended by somebody else.
inline void trace_ipc_cancel(const Tcb& thread, const Tcb& by) {
    trace_event(TraceKind::ipc_cancel, thread, by);
}

/// \param chief  the thread that gets the message instead of `destination`
/// \param type   as in the result of ipc: 4 outward, 0xC inward
inline void trace_ipc_redirect(const Tcb& sender,
                               const Tcb& destination,
                               const Tcb& chief,
                               uint32_t type) {
    trace_event(TraceKind::ipc_redirect, sender, destination, chief, type);
}

/// A thread asks to send under another id. \param name  that id; \param is_allowed  or its own
inline void trace_ipc_deceit(const Tcb& self, ThreadId name, bool is_allowed) {
    trace_event(TraceKind::ipc_deceit, self, self.ipc().partner(), trace_thread(name),
                is_allowed ? 1u : 0u);
}

/// A message in memory begins to move. It ends with trace_ipc_transfer or trace_transfer_abort.
inline void trace_transfer_start(const Tcb& sender, const Tcb& receiver) {
    trace_event(TraceKind::transfer_start, sender, receiver, sender.ipc().send().word(),
                receiver.ipc().receive().word());
}

/// \param faulting  in whose space; `other` waits with it
/// \param fault     word 0 of its message
inline void trace_transfer_fault(const Tcb& faulting,
                                 const Tcb& other,
                                 uint32_t fault,
                                 Timeout timeout) {
    constexpr uint32_t write_access = 1u << 1;
    trace_event(TraceKind::transfer_fault, faulting, other, fault & ~3u,
                fault & write_access, trace_timeout(timeout));
}

/// \param words  how many of the message's words, w0 and w1 included, have arrived
inline void
trace_transfer_words(const Tcb& sender, const Tcb& receiver, uint32_t words) {
    trace_event(TraceKind::transfer_words, sender, receiver, words);
}

/// One whole string has arrived. \param bytes  its length
inline void trace_transfer_string(const Tcb& sender,
                                  const Tcb& receiver,
                                  uint32_t bytes,
                                  VirtAddr from,
                                  VirtAddr to) {
    trace_event(TraceKind::transfer_string, sender, receiver, bytes, from, to);
}

/// \param error  what the receiver gets; the sender gets its twin
inline void
trace_transfer_abort(const Tcb& sender, const Tcb& receiver, IpcError error) {
    trace_event(TraceKind::transfer_abort, sender, receiver, error);
}

/// \param owner  the thread that has attached the line, or nullptr
inline void trace_interrupt(uint32_t line, const Tcb* owner) {
    trace_event(TraceKind::interrupt,
                owner == nullptr ? no_thread : trace_thread(*owner), line);
}

/// The interrupt's message arrives.
inline void trace_interrupt_deliver(const Tcb& thread, uint32_t line) {
    trace_event(TraceKind::interrupt_deliver, thread, line);
}

inline void trace_interrupt_attach(const Tcb& thread, uint32_t line) {
    trace_event(TraceKind::interrupt_attach, thread, line);
}

inline void trace_interrupt_detach(const Tcb& thread, uint32_t line) {
    trace_event(TraceKind::interrupt_detach, thread, line);
}

}  // namespace kumquat
