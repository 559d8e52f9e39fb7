// trace_fast_path.cpp -- the events of the ipcs that are done in assembler, in the order in which
// the C++ path has them.
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/threads/scheduler.hpp"

namespace kumquat {

namespace {

/// What is the same for every message that meets a waiting partner.
void trace_delivery(const Tcb& self, const Tcb& partner, MessageDope result) {
    trace_event(TraceKind::ipc_transfer, trace_thread(self), trace_thread(partner),
                self.ipc().w0(), self.ipc().w1(),
                trace_ipc_flags(self) | trace_ipc_met_waiting);
    trace_event(TraceKind::ipc_result, trace_thread(partner), result.word());
    trace_ipc_receive(self);
    trace_ipc_block(self, IpcPhase::receive, Timeout::never());
    trace_ipc_wake(partner, self);
    trace_any_switch(self, partner, SwitchReason::direct);
}

}  // namespace

/// The running thread is about to give its message to a waiting partner and to receive.
/// \param number_bits  the partner's thread number, where an id has it
extern "C" void trace_fast_ipc_to(uint32_t number_bits) {
    const Tcb& self = current_thread();
    trace_ipc_send(self);
    trace_delivery(self, tcb_of(ThreadId{number_bits, 0}.number()),
                   MessageDope::make(2, 0));
}

/// A message in memory has been copied; we are on the receiver's stack already.
/// \param registers  where the sender's lie in its TCB
extern "C" void trace_message_from(uint32_t registers, uint32_t result) {
    const Tcb& sender =
        *reinterpret_cast<const Tcb*>(uintptr_t{registers & ~(TCB_SIZE - 1u)});
    trace_ipc_send(sender);
    trace_transfer_start(sender, current_thread());
    trace_delivery(sender, current_thread(), MessageDope{result});
}

}  // namespace kumquat
