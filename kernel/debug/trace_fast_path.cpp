// trace_fast_path.cpp -- the events of what is done in assembler, in the order in which the C++
// path has them.
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/threads/scheduler.hpp"

namespace kumquat {

namespace {

/// What is the same for every message that meets a waiting partner.
/// \param to     number of the partner, who runs next
/// \param flags  of the ipc_send; \param result  word of the partner's message dope
[[gnu::always_inline]] inline void
trace_delivery(const Tcb& self, uint32_t to, uint32_t flags, uint32_t result) {
    const TrapFrame& ipc = self.frame();
    const uint32_t from = trace_column(self);
    const uint32_t source = (flags & trace_ipc_open) != 0 ? no_thread : to;
    trace_ipc_transfer(from, to, ipc.edx, ipc.ebx, flags | trace_ipc_met_waiting);
    trace_ipc_result(to, result);
    trace_ipc_receive(from, source, ipc.ebp, flags);
    trace_ipc_block(from, source, IpcPhase::receive, trace_timeout_never);
    trace_ipc_wake(to, from);
    trace_context_switch(from, to, SwitchReason::direct, *slice_owner);
}

}  // namespace

/// The running thread is about to give two words to a waiting partner and to receive.
/// \param number_bits  the partner's thread number, where an id has it
extern "C" void trace_fast_ipc_to(uint32_t number_bits) {
    const Tcb& self = current_thread();
    const TrapFrame& ipc = self.frame();
    const uint32_t to = ThreadId{number_bits, 0}.number().value;
    uint32_t flags = trace_ipc_then_receives;
    flags |= ReceiveDescriptor{ipc.ebp}.is_open() ? trace_ipc_open : 0u;
    flags |= TimeoutWord{ipc.ecx}.send().is_zero() ? trace_ipc_send_zero : 0u;
    trace_ipc_send(self, to, ipc.edx, ipc.ebx, flags);
    trace_delivery(self, to, flags, MessageDope::make(2, 0).word());
}

/// What message_path.S has copied last.
struct TracedString {
    uint32_t source, bytes, place;
};
extern "C" TracedString traced_string;
TracedString traced_string;

/// A message in memory has been copied; we are on the receiver's stack already.
/// \param registers  where the sender's lie in its TCB
extern "C" void trace_message_from(uint32_t registers, uint32_t result) {
    const Tcb& sender =
        *reinterpret_cast<const Tcb*>(uintptr_t{registers & ~(TCB_SIZE - 1u)});
    trace_ipc_send(sender);
    const Tcb& receiver = current_thread();
    trace_transfer_start(sender, receiver);
    trace_transfer_words(sender, receiver, MessageDope{result}.dwords());
    if (MessageDope{result}.strings() != 0) {
        trace_transfer_string(sender, receiver, traced_string.bytes,
                              traced_string.source, traced_string.place);
    }
    trace_delivery(sender, trace_column(receiver), trace_ipc_flags(sender), result);
}

/// The running thread yields to nobody, and goes on with a new timeslice.
extern "C" void trace_yield_alone() {
    trace_thread_switch(current_thread(), no_thread);
    trace_timeslice(current_thread());
}

}  // namespace kumquat
