// rendezvous.cpp -- who meets whom, who waits, who runs next.
// Built for speed, but for what is rare (cold): that is built to be small.
#include "kernel/ipc/rendezvous.hpp"

#include "kernel/config.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/interrupt_messages.hpp"
#include "kernel/ipc/long_message.hpp"
#include "kernel/ipc/send_queue.hpp"
#include "kernel/ipc/transfer.hpp"
#include "kernel/ipc/transfer_fault.hpp"
#include "kernel/short_entries.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/thread.hpp"
#include "kernel/threads/timeouts.hpp"

namespace kumquat {

namespace {

/// Make a thread ready whose wait is over. `partner` is who ended it, for the trace.
void wake(Tcb& thread, const Tcb& partner) {
    make_ready(thread);
    trace_ipc_wake(thread, partner);
}

/// The same for a partner that would run now on the rest of the timeslice, were nobody else to run.
[[gnu::cold]] void wake_for_later(Tcb& partner, const Tcb& self) {
    if (config::ipc_direct_switch) {
        keep_donated_time(partner);
    }
    wake(partner, self);
}

/// The running thread waits for the answer to a page-fault message of the kernel.
[[gnu::cold]] void block_in_kernel(Tcb& self, Tcb* partner) {
    if (partner == nullptr) {
        run_next(SwitchReason::block);
    } else {
        trace_ipc_wake(*partner, self);
        hand_over(*partner, SwitchReason::direct);
    }
}

/// The running thread waits. A system call, or a page fault of the user's, leaves nothing behind
/// but its registers; a page fault of the kernel goes on here.
/// \param partner  who has got our message and runs now; nullptr: the scheduler chooses
/// BLOCKS: until the wait is over; but for a page fault of the kernel it does not return.
[[gnu::always_inline]] inline void block(Tcb& self, Tcb* partner) {
    if (!config::ipc_direct_switch && partner != nullptr) {
        wake(*partner, self);
        partner = nullptr;
    }
    if (self.is_in_page_fault() && !self.is_in_own_fault()) [[unlikely]] {
        block_in_kernel(self, partner);
    } else if (partner == nullptr) {
        leave_to_next(SwitchReason::block);
    } else {
        trace_ipc_wake(*partner, self);
        leave_to(self, *partner, SwitchReason::direct);
    }
}

/// Whether `receiver` waits, openly or for exactly this sender, whose number counts: source_of()
/// says for whom a closed receive waits.
inline bool can_receive_from(const Tcb& receiver, const Tcb& sender) {
    if (config::ipc_fast_path && receiver.state.is_plain_receive()) {
        return receiver.state.receives_from(sender.id);
    }
    // LAB 5 BEGIN meeting: does this receiver take a message of this sender?
    if (receiver.state != ThreadState::receiving) {
        return false;
    }
    return receiver.ipc().receive().is_open() ||
           source_of(receiver).number() == sender.id.number();
    // LAB 5 END
}

/// The running thread becomes `sending`, in the receiver's queue, with a timeout running unless that
/// is never, and the trace hears of it.
[[gnu::cold]] void wait_to_send(Tcb& self, Tcb& receiver, Timeout timeout) {
    // LAB 5 BEGIN wait to send: where it is found, with a clock running or none
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    if (!timeout.is_never()) {
        start_timeout(self, timeout);
    }
    trace_ipc_block(self, IpcPhase::send);
    // LAB 5 END
}

/// The state of a thread that begins to wait for a message: the plain form, which the fast path
/// understands, if there is nothing to look after.
inline StateWord receiving_state(const Tcb& thread, IpcRequest ipc) {
    if constexpr (config::ipc_fast_path) {
        const bool is_plain = (thread.slow_reasons & ~uint32_t{slow_fpu}) == 0 &&
                              !thread.is_in_page_fault();
        if (!ipc.timeouts().receive_is_never()) {
            return ThreadState::receiving;
        }
        if (is_plain && ipc.receive().is_open()) {
            return StateWord::plain_receive_from_anybody();
        }
        if (is_plain && ipc.partner().number().value != 0) {  // else it sleeps
            return StateWord::plain_receive_from(ipc.partner());
        }
        if ((thread.slow_reasons & slow_interrupt) != 0 && !ipc.receive().is_open() &&
            ipc.partner().is_interrupt()) {
            return StateWord::plain_receive_from_interrupt();
        }
    }
    return ThreadState::receiving;
}

[[gnu::cold]] void start_receive_timeout(Tcb& thread, IpcRequest ipc) {
    start_timeout(thread, ipc.timeouts().receive());
}

/// Requires: its timeout is not zero.
inline void wait_to_receive(Tcb& thread, IpcRequest ipc) {
    if (!ipc.timeouts().receive_is_never()) [[unlikely]] {
        start_receive_timeout(thread, ipc);
    }
    thread.state = receiving_state(thread, ipc);
    trace_ipc_block(thread, IpcPhase::receive);
}

/// A closed receive needs a source that can ever send: an existing thread, an interrupt, or nil,
/// which means to sleep.
[[gnu::cold]] bool source_can_exist(IpcRequest ipc) {
    return ipc.receive().is_open() || ipc.partner().is_nil() ||
           ipc.partner().is_interrupt() || find_thread(ipc.partner()) != nullptr;
}

/// A thread that does not run takes the message of one that waits to send to it, or the running
/// thread does.
/// \return  false: it lies in memory, and the sender itself carries it, when it runs; until that
///          is done the receiver waits, locked to it
[[gnu::cold]] bool take_queued_message(Tcb& receiver, Tcb& sender) {
    // LAB 5 BEGIN queued message: it waits no more, and its words go over
    leave_send_queue(sender);
    cancel_timeout(sender);
    if (transfer_message(sender, receiver, false)) {
        return true;
    }
    // LAB 5 END
    begin_transfer(sender, receiver);
    continue_at(sender, resume_send);
    return false;
}

/// Whether a thread that has sent had better take the message that waits for it when it runs:
/// somebody more important is to run now, and nobody gets past the one that waits. But it must be
/// sure to run, and not be in a page fault, which it could not come back to.
[[gnu::cold]] bool receives_later(const Tcb& thread) {
    return must_step_aside() && thread.has_time() && !thread.is_in_page_fault() &&
           next_sender(thread) != nullptr;
}

/// The receive phase of a thread that does not run, whose message `self` or another has taken: it
/// takes a message, or ends with `receive_timeout`, or begins to wait. Unless it waits, it is woken.
/// \return  whose message it has taken, in turn; nullptr: nobody waited to send to it
[[gnu::cold]] Tcb* receive_after_sending(Tcb& thread, const Tcb& self) {
    const IpcRequest ipc = thread.ipc();
    if (ipc.receive().is_nil()) {
        finish_ipc(thread, IpcError::none);
        wake(thread, self);
        return nullptr;
    }
    if (receives_later(thread)) {
        continue_at(thread, resume_receive);
        wake(thread, self);
        return nullptr;
    }
    trace_ipc_receive(thread);
    if (concerns_interrupts(thread) && receive_interrupt(thread)) {
        wake(thread, self);
        return nullptr;
    }
    Tcb* const sender = next_sender(thread);
    // LAB 5 BEGIN receive after sending: a message at once, an error at once, or a wait
    if (sender == nullptr) {
        if (ipc.timeouts().receive_is_zero()) {
            finish_ipc(thread, IpcError::receive_timeout);
            wake(thread, self);
        } else {
            wait_to_receive(thread, ipc);
        }
        return nullptr;
    }
    if (take_queued_message(thread, *sender)) {
        wake(thread, self);
        return sender;
    }
    // LAB 5 END
    make_ready(*sender);
    return nullptr;
}

/// The send phase of the running thread, when the destination does not wait for it. With timeout
/// zero the ipc is over: `send_timeout`. Else the thread waits, and the processor goes.
[[gnu::cold]] void send_later(Tcb& self, Tcb& receiver) {
    // LAB 5 BEGIN send later: not at all, or when the receiver is ready
    const Timeout timeout = self.ipc().timeouts().send();
    if (timeout.is_zero()) {
        finish_ipc(self, IpcError::send_timeout);
        return;
    }
    wait_to_send(self, receiver, timeout);
    block(self, nullptr);  // BLOCKS: both phases are over afterwards
    // LAB 5 END
}

/// The running thread's message has been delivered to `partner`, who may run now.
/// There is no receive phase, or it is over already: the caller stays ready.
[[gnu::cold]] void continue_beside(Tcb& self, Tcb* partner) {
    if (partner == nullptr) {
        preempt_if_needed();
        return;
    }
    if (!config::ipc_direct_switch || must_step_aside()) {
        wake_for_later(*partner, self);
        preempt_if_needed();
        return;
    }
    make_ready(self);  // it stays ready, and its receiver runs on the same timeslice
    trace_ipc_wake(*partner, self);
    hand_over(*partner, SwitchReason::direct);
}

/// The running thread waits until a queued sender has carried its message.
[[gnu::cold]] void let_sender_carry(Tcb& self, Tcb& sender, Tcb* partner) {
    if (partner == nullptr) {
        leave_to(self, sender, SwitchReason::direct);
    }
    make_ready(sender);
    if (preempts(sender.priority)) {
        wake_for_later(*partner, self);
        partner = nullptr;
    }
    block(self, partner);
}

/// The running thread takes the message of a thread that waits to send to it. The receive phase of
/// that one begins now, although it does not run: from this moment on it counts as receiving. If
/// somebody waits to send to it, its receive phase is over at once, and so on, until somebody more
/// important is to run.
[[gnu::cold]] void receive_queued_message(Tcb& self, Tcb& sender, Tcb* partner) {
    if (!take_queued_message(self, sender)) {
        let_sender_carry(self, sender, partner);
        return;
    }
    if (partner != nullptr) {
        partner->state = ThreadState::running;  // soon; it does not wait any more
    }
    Tcb* sent = &sender;
    while ((sent = receive_after_sending(*sent, self)) != nullptr) {
        take_interrupts_without_switch();
    }
    continue_beside(self, partner);
}

/// The ipc of the running thread is over without a message.
[[gnu::cold]] void end_own_ipc(Tcb& self, IpcError error, Tcb* partner) {
    finish_ipc(self, error);
    continue_beside(self, partner);
}

/// Is the receive phase over at once? An interrupt or a sender may wait to be received; or the
/// source is nobody.
[[gnu::cold]] bool receive_at_once(Tcb& self, IpcRequest ipc, Tcb* partner) {
    if (concerns_interrupts(self) && receive_interrupt(self)) {
        continue_beside(self, partner);
        return true;
    }
    if (Tcb* const sender = next_sender(self)) {
        receive_queued_message(self, *sender, partner);
        return true;
    }
    if (partner == nullptr && !source_can_exist(ipc)) {
        end_own_ipc(self, IpcError::not_existing, partner);
        return true;
    }
    return false;
}

/// The receive phase of the running thread. If it is over at once, receive_at_once() has done all.
/// With timeout zero it is over, too: `receive_timeout`. Else the thread begins to wait, and the
/// processor goes to the partner, or to whom the scheduler chooses.
/// \param partner  who has got our message and may run now (and so exists); nullptr: there was
///                 no send phase
[[gnu::always_inline]] inline void receive(Tcb& self, IpcRequest ipc, Tcb* partner) {
    trace_ipc_receive(self);
    // LAB 5 BEGIN receive phase: a message at once, an error at once, or a wait
    constexpr uint32_t something_waits = slow_send_queue | slow_interrupt;
    if ((partner == nullptr || (self.slow_reasons & something_waits) != 0) &&
        receive_at_once(self, ipc, partner)) [[unlikely]] {
        return;
    }
    if (ipc.timeouts().receive_is_zero()) [[unlikely]] {
        end_own_ipc(self, IpcError::receive_timeout, partner);
        return;
    }
    wait_to_receive(self, ipc);
    block(self, partner);
    // LAB 5 END
}

/// The send phase of the running thread. To nobody, or to itself: `not_existing`. A descriptor of
/// USER_SPACE_END or more is no message: `send_aborted`. If the partner does not take a message of
/// this thread now, send_later(). Else its wait is over, and its clock, and the message goes over.
/// \return  who has got the message; nullptr: the ipc is over, or will be when this thread runs
///          again
[[gnu::always_inline]] inline Tcb* send(Tcb& self, IpcRequest ipc) {
    trace_ipc_send(self);
    Tcb* const partner = destination_of(self);
    // LAB 5 BEGIN send phase: nobody there, not ready for us, or a meeting
    if (partner == nullptr || partner == &self) {
        finish_ipc(self, IpcError::not_existing);
        return nullptr;
    }
    if (ipc.send().word() >= USER_SPACE_END) {
        finish_ipc(self, IpcError::send_aborted);
        return nullptr;
    }
    if (!can_receive_from(*partner, self)) {
        send_later(self, *partner);
        return nullptr;
    }
    cancel_timeout(*partner);
    if (transfer_message(self, *partner, true)) [[likely]] {
        return partner;
    }
    // LAB 5 END
    const IpcError error = carry_message(self, *partner, true);
    if (error == IpcError::none) {
        return partner;
    }
    end_own_ipc(self, error, partner);
    return nullptr;
}

/// What follows the send phase. \param partner  who has got our message; nullptr: none was sent
[[gnu::always_inline]] inline void end_phases(Tcb& self, IpcRequest ipc, Tcb* partner) {
    if (ipc.receive().is_nil()) [[unlikely]] {
        end_own_ipc(self, IpcError::none, partner);
    } else {
        receive(self, ipc, partner);
    }
}

/// The same, out of line, for ipcs that others have brought so far.
[[gnu::cold]] void go_on(Tcb& self, Tcb* partner) {
    end_phases(self, self.ipc(), partner);
}

}  // namespace

void run_ipc(Tcb& self) {
    const IpcRequest ipc = self.ipc();
    Tcb* partner = nullptr;
    if (!ipc.send().is_nil()) {
        partner = send(self, ipc);
        if (partner == nullptr) {
            return;
        }
    }
    end_phases(self, ipc, partner);
}

void system_call_ipc(TrapFrame&) {
    Tcb& self = current_thread();
    if (config::clans) {
        note_virtual_sender(self);  // BLOCKS
    }
    run_ipc(self);
}

extern "C" void continue_receive() { go_on(current_thread(), nullptr); }

extern "C" void continue_send() {
    Tcb& self = current_thread();
    Tcb* const partner = self.transfer_partner;
    const IpcError error = carry_message(self, *partner, false);
    if (error != IpcError::none) {
        end_own_ipc(self, error, partner);
    } else {
        go_on(self, partner);
    }
}

}  // namespace kumquat
