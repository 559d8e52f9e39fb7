// trace_ipc.hpp -- trace points of ipc, timeouts, page faults and mappings.
#pragma once

#include "kernel/debug/trace.hpp"

namespace kumquat {

/// Flags of the events ipc_send and ipc_receive.
inline uint32_t trace_ipc_flags(const Tcb& thread) {
    const SendDescriptor send = thread.ipc().send();
    const ReceiveDescriptor receive = thread.ipc().receive();
    return (receive.is_nil() ? 0u : uint32_t{trace_ipc_then_receives}) |
           (!receive.is_nil() && receive.is_open() ? uint32_t{trace_ipc_open} : 0u) |
           (!send.is_nil() && send.has_fpages() ? uint32_t{trace_ipc_map} : 0u) |
           (thread.is_in_page_fault() ? uint32_t{trace_ipc_fault} : 0u);
}

/// A timeout in 32 bits: 0xFFFFFFFF never, else at most 0xFFFFFFFE microseconds.
inline uint32_t trace_timeout(Timeout timeout) {
    constexpr uint32_t never = 0xFFFFFFFF;
    if (timeout.is_never()) {
        return never;
    }
    return timeout.us() < never ? static_cast<uint32_t>(timeout.us()) : never - 1;
}

inline void trace_ipc_send(const Tcb& self) {
    trace_event(TraceKind::ipc_send, trace_thread(self), trace_thread(self.ipc().partner()),
                self.ipc().w0(), self.ipc().w1(), trace_ipc_flags(self));
}

inline void trace_ipc_receive(const Tcb& self) {
    const bool is_open = self.ipc().receive().is_open();
    trace_event(TraceKind::ipc_receive, trace_thread(self),
                is_open ? no_thread : trace_thread(self.ipc().partner()),
                self.ipc().receive().word(), trace_ipc_flags(self));
}

inline void trace_ipc_block(const Tcb& thread, IpcPhase phase, Timeout timeout) {
    const bool anybody = phase == IpcPhase::receive && thread.ipc().receive().is_open();
    trace_event(TraceKind::ipc_block, trace_thread(thread),
                anybody ? no_thread : trace_thread(thread.ipc().partner()),
                static_cast<uint32_t>(phase), trace_timeout(timeout));
}

inline void
trace_ipc_transfer(const Tcb& sender, const Tcb& receiver, bool receiver_was_waiting) {
    const uint32_t flags =
        trace_ipc_flags(sender) |
        (receiver_was_waiting ? uint32_t{trace_ipc_met_waiting} : 0u) |
        (receiver.ipc().result().has_fpage() ? uint32_t{trace_ipc_mapped} : 0u);
    trace_event(TraceKind::ipc_transfer, trace_thread(sender), trace_thread(receiver),
                sender.ipc().w0(), sender.ipc().w1(), flags);
}

inline void trace_ipc_wake(const Tcb& thread, const Tcb& by) {
    trace_event(TraceKind::ipc_wake, trace_thread(thread), trace_thread(by));
}

inline void trace_ipc_timeout(const Tcb& thread, IpcPhase phase) {
    trace_event(TraceKind::ipc_timeout, trace_thread(thread),
                static_cast<uint32_t>(phase));
}

inline void trace_ipc_result(const Tcb& self) {
    trace_event(TraceKind::ipc_result, trace_thread(self), self.ipc().result().word());
}

inline void trace_timeout_insert(const Tcb& thread) {
    trace_event(TraceKind::timeout_insert, trace_thread(thread),
                static_cast<uint32_t>(thread.deadline_us));
}

inline void trace_timeout_remove(const Tcb& thread) {
    trace_event(TraceKind::timeout_remove, trace_thread(thread));
}

inline void trace_timeout_fire(const Tcb& thread) {
    trace_event(TraceKind::timeout_fire, trace_thread(thread),
                static_cast<uint32_t>(thread.deadline_us));
}

/// \param frame  of the fault; bits 0 and 1 of its error code are "present" and "write"
inline void
trace_page_fault(const Tcb& self, VirtAddr address, const TrapFrame& frame) {
    trace_event(TraceKind::page_fault, trace_thread(self), address.raw(), frame.eip,
                frame.error & 3u, trace_thread(self.pager));
}

inline void trace_map(
    TaskNumber to, VirtAddr page, PhysAddr frame, bool writable, TaskNumber from) {
    const uint32_t rights = (page_order << 2) | (writable ? Fpage::write_bit : 0u);
    trace_event(TraceKind::map, to.value, page.raw(), frame.raw(), rights, from.value);
}

}  // namespace kumquat
