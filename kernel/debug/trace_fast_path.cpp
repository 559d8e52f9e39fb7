// trace_fast_path.cpp -- the events of a short ipc, in the order in which the C++ path has them.
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/threads/scheduler.hpp"

namespace kumquat {

/// The running thread is about to give its message to a waiting partner and to receive.
/// \param number_bits  the partner's thread number, where an id has it
extern "C" void trace_fast_ipc_to(uint32_t number_bits) {
    const Tcb& self = current_thread();
    Tcb& partner = tcb_of(ThreadId{number_bits, 0}.number());
    trace_ipc_send(self);
    trace_event(TraceKind::ipc_transfer, trace_thread(self), trace_thread(partner),
                self.ipc().w0(), self.ipc().w1(),
                trace_ipc_flags(self) | trace_ipc_met_waiting);
    trace_event(TraceKind::ipc_result, trace_thread(partner),
                MessageDope::make(2, 0).word());
    trace_ipc_receive(self);
    trace_ipc_block(self, IpcPhase::receive, Timeout::never());
    trace_ipc_wake(partner, self);
    trace_any_switch(self, partner, SwitchReason::direct);
}

}  // namespace kumquat
