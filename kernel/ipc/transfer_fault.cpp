// transfer_fault.cpp -- whose page is it, and what if it does not come?
#include "kernel/ipc/transfer_fault.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/double_copy.hpp"
#include "kernel/ipc/fault_word.hpp"
#include "kernel/ipc/page_fault.hpp"
#include "kernel/ipc/rendezvous.hpp"
#include "kernel/memory/communication_window.hpp"
#include "kernel/short_entries.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/thread.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

namespace {

constexpr uint32_t shows_nothing = 0xFFFFFFFF;

/// The running thread, on either side, misses a page of its own: it asks its pager.
/// \param fault  word 0 of the message
/// \param limit  all timeouts of the message
/// \return       what came of it, as the sender's code: `none` if it is worth touching the page
///               again; `on_timeout` if either phase took too long; else `send_aborted`
/// BLOCKS
IpcError
ask_for_own_page(Tcb& self, uint32_t fault, TimeoutWord limit, IpcError on_timeout) {
    trace_transfer_fault(self, *self.transfer_partner, fault, limit.send());
    // LAB 8 BEGIN ask for a page: what the pager's answer means for the message
    switch (ask_pager(self, fault, no_instruction, limit)) {
    case IpcError::none:
    case IpcError::receive_map_failed:
        return IpcError::none;  // the fault comes again, and perhaps memory with it
    case IpcError::send_timeout:
    case IpcError::receive_timeout:
        return on_timeout;
    default:
        return IpcError::send_aborted;
    }
    // LAB 8 END
}

/// The running sender misses a page of its partner's: it notes which, lets the partner ask, in
/// continue_partner_fault(), and waits until that hands back. Meanwhile its state is `transferring`.
/// \param fault  word 0 of the message to the partner's pager
/// \return       what the partner has left in transfer_error
/// BLOCKS
IpcError let_partner_ask(Tcb& self, uint32_t fault) {
    // LAB 8 BEGIN let the partner ask: it is asleep; where does it wake up?
    Tcb& partner = *self.transfer_partner;
    self.transfer_fault = fault;
    continue_at(partner, resume_partner_fault);
    self.state = ThreadState::transferring;
    hand_over(partner, SwitchReason::direct);  // BLOCKS: until the receiver hands back
    return self.transfer_error;
    // LAB 8 END
}

/// The running sender has touched memory that is not there. It is the partner's if a window shows it,
/// or if both share a space and it was to be written; else the sender's own. Whose it is asks its
/// pager, in the time that the other side allows; if the page does not come, the ipc of both ends.
/// \param place        where it was touched
/// \param is_partners  it was touched in the partner's space (IPC_STRING=double_copy)
/// \return  false: the address is no user's, and no window's
/// BLOCKS. Does not return if the page does not come.
bool get_missing_page(Tcb& self, uint32_t place, bool is_write, bool is_partners) {
    // LAB 8 BEGIN missing page: whose is it, and who limits the time?
    const bool same_space = self.directory == self.transfer_partner->directory;
    const uint32_t window = window_of(place);
    if (window < window_count) {
        const uint32_t base = self.shown_in_window[window] & ~(LARGE_PAGE_SIZE - 1u);
        place = base + window_offset(place);
        is_partners = true;
    } else if (place >= USER_SPACE_END) {
        return false;
    }
    const uint32_t fault = fault_word(VirtAddr{place}, is_write);
    const TimeoutWord timeouts = self.transfer_partner->ipc().timeouts();
    const IpcError error =
        is_partners || (same_space && is_write)
            ? let_partner_ask(self, fault)
            : ask_for_own_page(self, fault, timeouts.of_receive_fault(),
                               IpcError::send_receiver_fault_timeout);
    if (error != IpcError::none) {
        fail_transfer(self, error);
    }
    return true;
    // LAB 8 END
}

/// The thread had lost the processor: others have used the windows.
void show_partner_again(Tcb& self) {
    for (uint32_t window = 0; window < window_count; ++window) {
        if (self.shown_in_window[window] != shows_nothing) {
            show_partner(self, window, self.shown_in_window[window]);
        }
    }
}

/// The transfer of a thread is over before its end, and it goes on: behind its system call; or,
/// if it waited for the answer to a page fault, there.
/// \param by  who broke it off; is not woken
void release(Tcb& thread, const Tcb& by, IpcError error, bool waits_for_answer) {
    // LAB 8 BEGIN release: out of every queue, awake, and with a result
    if (&thread != &by && thread.state != ThreadState::ready) {
        leave_ipc_queues(thread);
        make_ready(thread);
        trace_ipc_wake(thread, by);
    }
    waits_for_answer ? finish_ipc(thread, error) : end_ipc(thread, error);
    // LAB 8 END
}

/// \param error  the receiver's; the sender gets the twin
void break_transfer(Tcb& sender, Tcb& receiver, const Tcb& by, IpcError error) {
    trace_transfer_abort(sender, receiver, error);
    // LAB 8 BEGIN break off: two codes, and neither knows the other any more
    const bool is_answer = receiver.answerer == &sender;
    end_transfer(sender, receiver);
    release(receiver, by, error, is_answer);
    release(sender, by, twin(error), false);
    // LAB 8 END
}

}  // namespace

void begin_transfer(Tcb& sender, Tcb& receiver) {
    trace_transfer_start(sender, receiver);
    sender.carries = true;
    sender.transfer_partner = &receiver;
    sender.shown_in_window[0] = sender.shown_in_window[1] = shows_nothing;
    if (receiver.is_in_page_fault()) {
        receiver.answerer = &sender;
    } else {
        receiver.transfer_partner = &sender;
    }
    receiver.state = ThreadState::transferring;
}

bool is_too_deep(const Tcb& self) {
    constexpr uint32_t deepest = 8;
    uint32_t depth = 0;
    for (const Tcb *sender = &self, *receiver = self.transfer_partner;
         depth <= deepest && receiver != nullptr && receiver->answerer == sender;
         sender = receiver, receiver = receiver->transfer_partner) {
        ++depth;
    }
    return depth > deepest;
}

void end_transfer(Tcb& sender, Tcb& receiver) {
    sender.carries = false;
    sender.transfer_partner = nullptr;
    if (receiver.answerer == &sender) {
        receiver.answerer = nullptr;
    } else {
        receiver.transfer_partner = nullptr;
    }
}

uint32_t show_partner(Tcb& self, uint32_t window, uint32_t address) {
    // LAB 8 BEGIN show partner: look, and remember at what
    const PhysAddr there = self.transfer_partner->directory;
    if (there == self.directory) {
        return address;
    }
    self.shown_in_window[window] = address;
    return show_in_window(window, self.directory, there, address);
    // LAB 8 END
}

void let_interrupts_in_while_copying(Tcb& self) {
    take_pending_interrupts();  // BLOCKS
    show_partner_again(self);
}

bool serve_transfer_fault(VirtAddr address, bool is_write) {
    Tcb& self = current_thread();
    if (!self.carries) {
        return false;
    }
    constexpr bool copies_twice = config::ipc_string == config::IpcString::double_copy;
    const bool is_over_there = copies_twice && leave_partners_space(self);
    if (!get_missing_page(self, address.raw(), is_write, is_over_there)) {
        return false;
    }
    let_interrupts_in_while_copying(self);  // two may answer each other without end
    if (copies_twice) {
        resume_double_copy(self, is_over_there);
    }
    return true;
}

extern "C" void continue_partner_fault() {
    Tcb& self = current_thread();
    // LAB 8 BEGIN partner asks: in its own name, and back to who waits for it
    Tcb& sender = *self.transfer_partner;
    sender.transfer_error = ask_for_own_page(self, sender.transfer_fault,
                                             sender.ipc().timeouts().of_send_fault(),
                                             IpcError::send_sender_fault_timeout);
    self.state = ThreadState::transferring;
    hand_over(sender, SwitchReason::direct);
    // LAB 8 END
}

void fail_transfer(Tcb& self, IpcError error) {
    break_transfer(self, *self.transfer_partner, self, twin(error));
    preempt_if_needed();
    leave_kernel(self.frame());
}

void drop_answer(Tcb& thread) {
    Tcb* sender = &thread;
    while (sender->answerer != nullptr) {
        sender = sender->answerer;
    }
    while (sender != &thread) {  // the last answer first: its sender waits for none
        Tcb& receiver = *sender->transfer_partner;
        break_transfer(*sender, receiver, thread, IpcError::receive_aborted);
        sender = &receiver;
    }
}

void abort_transfer(Tcb& thread) {
    Tcb& partner = *thread.transfer_partner;
    if (partner.answerer != &thread) {
        drop_answer(partner);
    }
    Tcb& sender = thread.carries ? thread : partner;
    Tcb& receiver = thread.carries ? partner : thread;
    break_transfer(sender, receiver, thread, IpcError::receive_aborted);
}

}  // namespace kumquat
