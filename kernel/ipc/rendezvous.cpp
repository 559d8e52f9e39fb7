// rendezvous.cpp -- who meets whom, who waits, who runs next.
#include "kernel/ipc/rendezvous.hpp"

#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/send_queue.hpp"
#include "kernel/ipc/transfer.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/timeouts.hpp"

namespace kumquat {

namespace {

/// The ipc of a thread is over. Effects: nothing but the result; words stay as they are.
void finish(Tcb& thread, IpcError error) {
    thread.ipc.result = MessageDope{}.with(error);
}

/// Make a thread whose ipc is over ready. `partner` is who ended it, for the trace.
void wake(Tcb& thread, const Tcb& partner) {
    make_ready(thread);
    trace_ipc_wake(thread, partner);
}

void wait_to_send(Tcb& self, Tcb& receiver, Timeout timeout) {
    self.state = ThreadState::sending;
    join_send_queue(receiver, self);
    start_timeout(self, timeout);
    trace_ipc_block(self, IpcPhase::send, timeout);
}

void wait_to_receive(Tcb& thread, Timeout timeout) {
    thread.state = ThreadState::receiving;
    start_timeout(thread, timeout);
    trace_ipc_block(thread, IpcPhase::receive, timeout);
}

/// A closed receive needs a source that can ever send: an existing thread, or nil, which means
/// to sleep.
bool source_can_exist(const IpcRequest& ipc) {
    return ipc.receive.is_open() || ipc.partner.is_nil() ||
           find_thread(ipc.partner) != nullptr;
}

/// The queued sender's message was taken, with `error` for the sender. It goes on to its
/// receive phase at once, although it does not run: if that finds a queued sender in turn, the
/// same holds for that one, and so on down the chain.
/// \return  the highest priority among the threads that became ready
int complete_queued_send(Tcb& taken_sender, IpcError error, const Tcb& taker) {
    Tcb* sender = &taken_sender;
    const Tcb* partner = &taker;
    int highest = Tcb::idle_priority;
    const auto wake_and_note = [&highest](Tcb& thread, const Tcb& by) {
        wake(thread, by);
        highest = thread.priority > highest ? thread.priority : highest;
    };
    while (sender != nullptr) {
        cancel_timeout(*sender);
        finish(*sender, error);
        if (error != IpcError::none || sender->ipc.receive.is_nil()) {
            wake_and_note(*sender, *partner);
            break;
        }
        trace_ipc_receive(*sender);
        Tcb* const next = next_sender(*sender);
        if (next != nullptr) {
            leave_send_queue(*sender, *next);
            error = transfer_message(*next, *sender, false);
            wake_and_note(*sender, *next);
        } else if (sender->ipc.timeouts.receive().is_zero()) {
            finish(*sender, IpcError::receive_timeout);
            wake_and_note(*sender, *partner);
        } else {
            wait_to_receive(*sender, sender->ipc.timeouts.receive());
        }
        partner = sender;
        sender = next;
    }
    return highest;
}

/// The send phase of the running thread, when the destination does not wait for it.
void send_later(Tcb& self, Tcb& receiver) {
    const Timeout timeout = self.ipc.timeouts.send();
    if (timeout.is_zero()) {
        finish(self, IpcError::send_timeout);
        return;
    }
    wait_to_send(self, receiver, timeout);
    run_next(SwitchReason::block);  // BLOCKS: both phases are over afterwards
}

/// The running thread's message has been delivered to `partner`, who may run now.
/// There is no receive phase, or it is over already: the caller stays ready.
/// \param woken  highest priority of the threads that were woken on the way
void continue_beside(Tcb& self, Tcb* partner, int woken = Tcb::idle_priority) {
    if (partner == nullptr) {
        preempt_if_needed();
        return;
    }
    if (preempts(woken)) {
        wake(*partner, self);
        preempt_if_needed();
        return;
    }
    make_ready(self);
    trace_ipc_wake(*partner, self);
    hand_over(*partner, SwitchReason::direct);
}

/// The receive phase of the running thread.
/// \param partner  who has got our message and may run now; nullptr: there was no send phase
void receive(Tcb& self, Tcb* partner) {
    if (!source_can_exist(self.ipc)) {
        finish(self, IpcError::not_existing);
        continue_beside(self, partner);
        return;
    }
    if (Tcb* const sender = next_sender(self)) {
        leave_send_queue(self, *sender);
        const IpcError error = transfer_message(*sender, self, false);
        const int woken = complete_queued_send(*sender, error, self);
        continue_beside(self, partner, woken);
        return;
    }
    const Timeout timeout = self.ipc.timeouts.receive();
    if (timeout.is_zero()) {
        finish(self, IpcError::receive_timeout);
        continue_beside(self, partner);
        return;
    }
    wait_to_receive(self, timeout);
    if (partner != nullptr) {
        trace_ipc_wake(*partner, self);
        hand_over(*partner, SwitchReason::direct);
    } else {
        run_next(SwitchReason::block);
    }
}

}  // namespace

bool can_receive_from(const Tcb& receiver, const Tcb& sender) {
    if (receiver.state != ThreadState::receiving) {
        return false;
    }
    return receiver.ipc.receive.is_open() ||
           find_thread(receiver.ipc.partner) == &sender;
}

void run_ipc(Tcb& self) {
    self.ipc.message_arrived = false;
    finish(self, IpcError::none);
    Tcb* partner = nullptr;
    if (!self.ipc.send.is_nil()) {
        trace_ipc_send(self);
        partner = find_thread(self.ipc.partner);
        if (partner == nullptr || partner == &self) {
            finish(self, IpcError::not_existing);
            return;
        }
        if (!self.ipc.send.is_register_message()) {
            finish(self, IpcError::send_aborted);  // messages in memory are not carried
            return;
        }
        if (!can_receive_from(*partner, self)) {
            send_later(self, *partner);
            return;
        }
        cancel_timeout(*partner);
        const IpcError error = transfer_message(self, *partner, true);
        if (error != IpcError::none) {
            finish(self, error);
            continue_beside(self, partner);
            return;
        }
    }
    if (self.ipc.receive.is_nil()) {
        continue_beside(self, partner);
        return;
    }
    trace_ipc_receive(self);
    receive(self, partner);
}

void end_ipc_by_timeout(Tcb& thread) {
    const bool was_sending = thread.state == ThreadState::sending;
    KASSERT(was_sending || thread.state == ThreadState::receiving);
    if (was_sending) {
        leave_send_queue(*find_thread(thread.ipc.partner), thread);
    }
    finish(thread, was_sending ? IpcError::send_timeout : IpcError::receive_timeout);
    trace_ipc_timeout(thread, was_sending ? IpcPhase::send : IpcPhase::receive);
    make_ready(thread);
}

void cancel_ipc(Tcb& thread) {
    if (thread.state == ThreadState::sending) {
        leave_send_queue(*find_thread(thread.ipc.partner), thread);
        finish(thread, IpcError::send_cancelled);
    } else if (thread.state == ThreadState::receiving) {
        finish(thread, IpcError::receive_cancelled);
    } else {
        return;
    }
    cancel_timeout(thread);
    thread.state = ThreadState::dead;
}

}  // namespace kumquat
