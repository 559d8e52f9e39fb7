// page_fault.cpp -- turn a fault into a message, and its answer into a mapping.
// The kernel calls the pager in the faulting thread's name: word 0 is the address with bit 1
// for a write access, word 1 the instruction pointer, and the window for the answer is the
// whole space. The contents of the answer are not looked at: if it maps the page, the
// instruction works when it is run again; if not, the thread faults again.
// Source: L4 Version 2 on i386, "Page faults".
#include "kernel/ipc/page_fault.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/debug/print_id.hpp"
#include "kernel/debug/say.hpp"
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/fault_word.hpp"
#include "kernel/ipc/rendezvous.hpp"
#include "kernel/ipc/transfer.hpp"
#include "kernel/ipc/transfer_fault.hpp"
#include "kernel/memory/sigma0_memory.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/threads/scheduler.hpp"
#include "kernel/threads/stop.hpp"
#include "kernel/x86/exception_reflection.hpp"
#include "kernel/x86/fixups.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/traps.hpp"

namespace kumquat {

namespace {

constexpr uint32_t error_write = 1u << 1, error_access = 3;

/// Make a message to the pager of the running thread: as if that called. Besides the registers
/// of a call it says where they stand: in `message`, and not where the thread's own are.
/// \param message   out: EAX what is sent, EBP what is received, ECX timeouts, EDX and EBX words 0
///                  and 1, ESI and EDI the pager's id
/// \param fault     word 0
/// \param eip       word 1
/// \param timeouts  of the call
void begin_message(
    Tcb& self, Registers& message, uint32_t fault, uint32_t eip, TimeoutWord timeouts) {
    // LAB 7 BEGIN fault message: a call, of two words, by which pages can come anywhere
    self.request = &message;
    message.eax = 0;
    message.ecx = timeouts.word();
    message.edx = fault;
    message.ebx = eip;
    message.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    message.esi = self.pager.low();
    message.edi = self.pager.high();
    // LAB 7 END
}

/// Send the message of begin_message(), wait for the answer, and let the thread's own registers
/// be those of its calls again. (sigma0, who has no pager, does not come here.)
/// For a fault of the user's own, run_ipc() comes back only if the message was not sent: a thread that
/// waits goes on in user mode. Where the kernel touched memory for the thread, it always does.
/// \return  how it ended. BLOCKS
IpcError ask_pager(Tcb& self, Registers& message) {
    // LAB 7 BEGIN ask pager: there, back, and as if nothing had been
    run_ipc(self);
    self.request = &self.frame();
    return IpcRequest{message}.result().error();
    // LAB 7 END
}

/// The same for a fault of the user's, in a few steps: if the pager waits for it, and there is
/// nothing else to look after. Otherwise this returns, and nothing has changed.
[[gnu::always_inline]] inline void ask_waiting_pager(Tcb& self, Tcb& pager) {
    if (!config::ipc_fast_path || self.lookup_mask == 0 ||
        !pager.state.is_plain_receive() || !pager.state.receives_from(self.id)) {
        return;
    }
    trace_ipc_send(self);
    finish_transfer(self, pager, MessageDope::make(2, 0), true);
    trace_ipc_receive(self);
    self.state = ThreadState::receiving;
    trace_ipc_block(self, IpcPhase::receive);
    trace_ipc_wake(pager, self);
    leave_to(self, pager, SwitchReason::direct);
}

/// Nobody can be asked for the page that the running thread has touched.
void refuse_page(Tcb& self) {
    if (reflect_exception(self.frame(), vector_general_protection, 0)) {
        return;
    }
    say_stopped(": page fault at address ");
    print_hex(self.fault_message.edx & ~3u);
    say(", instruction ");
    print_hex(self.frame().eip);
    say(", and its pager ");
    print_id(self.pager);
    say(" cannot be asked.\n");
    stop_current_thread(DeathReason::no_pager);
}

/// There is nobody to ask, but sigma0 gets what it owns.
void page_in_without_pager(Tcb& self, VirtAddr address) {
    self.fault_message.edx = address.raw();  // refuse_page() tells it
    if (self.id.task() != sigma0_task || !map_for_sigma0(address)) {
        refuse_page(self);
    }
}

}  // namespace

IpcError ask_pager(Tcb& self, uint32_t fault, uint32_t eip, TimeoutWord timeouts) {
    if (self.id.task() == sigma0_task) {
        return map_for_sigma0(VirtAddr{fault}) ? IpcError::none
                                               : IpcError::not_existing;
    }
    Registers message;
    begin_message(self, message, fault, eip, timeouts);
    return ask_pager(self, message);
}

bool page_in_for_user(VirtAddr address, uint32_t access) {
    Tcb& self = current_thread();
    trace_page_fault(self, address, access);
    return ask_pager(self, fault_word(address, (access & error_write) != 0),
                     self.frame().eip, TimeoutWord{0}) != IpcError::not_existing;
}

extern "C" void continue_refused_fault() { refuse_page(current_thread()); }

void handle_page_fault(TrapFrame& frame) {
    const VirtAddr address{read_fault_address()};
    const bool is_write = (frame.error & error_write) != 0;
    if (!frame.is_from_user()) {
        if (!skip_faulting_instruction(frame) && !back_tcb_array(address, is_write) &&
            !serve_transfer_fault(address, is_write)) {
            handle_kernel_exception(frame);
        }
        return;
    }
    if (address.raw() >= USER_SPACE_END) {
        reflect_or_stop(frame, vector_page_fault, frame.error);
        return;
    }
    Tcb& self = current_thread();
    trace_page_fault(self, address, frame.error & error_access);
    Tcb* pager = self.id.task() == sigma0_task ? nullptr : find_thread(self.pager);
    if (pager == nullptr) {
        page_in_without_pager(self, address);
        return;
    }
    begin_message(self, self.fault_message, fault_word(address, is_write), frame.eip,
                  TimeoutWord{0});
    ask_waiting_pager(self, *pager);
    if (ask_pager(self, self.fault_message) == IpcError::not_existing) {
        refuse_page(self);
    }
}

}  // namespace kumquat
