// page_fault.cpp -- turn a fault into a message, and its answer into a mapping.
// The kernel calls the pager in the faulting thread's name: word 0 is the address with bit 1
// for a write access, word 1 the instruction pointer, and the window for the answer is the
// whole space. The contents of the answer are not looked at: if it maps the page, the
// instruction works when it is run again; if not, the thread faults again.
// Source: L4 Version 2 on i386, "Page faults".
#include "kernel/ipc/page_fault.hpp"

#include "kernel/debug/print.hpp"
#include "kernel/debug/print_id.hpp"
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/rendezvous.hpp"
#include "kernel/ipc/transfer_fault.hpp"
#include "kernel/memory/sigma0_memory.hpp"
#include "kernel/memory/tcb_array.hpp"
#include "kernel/threads/stop.hpp"
#include "kernel/x86/exception_reflection.hpp"
#include "kernel/x86/fixups.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/traps.hpp"

namespace kumquat {

namespace {

constexpr uint32_t error_write = 1u << 1, error_access = 3;
constexpr uint32_t fault_word_write = 1u << 1;

/// The message about a fault, as the registers of a thread that calls its pager.
Registers
fault_message(const Tcb& thread, VirtAddr address, bool is_write, uint32_t eip) {
    Registers call{};
    call.eax = 0;
    call.ebp = Fpage::whole_space().word() | ReceiveDescriptor::window_bit;
    call.esi = thread.pager.low();
    call.edi = thread.pager.high();
    call.edx = (address.raw() & ~3u) | (is_write ? fault_word_write : 0);
    call.ebx = eip;
    return call;
}

void stop_without_pager(Tcb& self, VirtAddr address) {
    print("Thread ");
    print_id(self.id);
    print(" stopped: page fault at address ");
    print_hex(address.raw());
    print(", instruction ");
    print_hex(self.frame().eip);
    print(", and its pager ");
    print_id(self.pager);
    print(" cannot be asked.\n");
    stop_current_thread(DeathReason::no_pager);
}

}  // namespace

IpcError ask_pager(
    Tcb& self, VirtAddr address, bool is_write, uint32_t eip, TimeoutWord timeouts) {
    if (self.id.task() == sigma0_task) {
        return map_for_sigma0(address) ? IpcError::none : IpcError::not_existing;
    }
    Registers message = fault_message(self, address, is_write, eip);
    message.ecx = timeouts.word();
    self.request = &message;
    run_ipc(self);  // BLOCKS
    self.request = &self.frame();
    return IpcRequest{message}.result().error();
}

bool page_in_for_user(VirtAddr address, uint32_t access) {
    Tcb& self = current_thread();
    trace_page_fault(self, address, access);
    const bool is_write = (access & error_write) != 0;
    const IpcError error =
        ask_pager(self, address, is_write, self.frame().eip, TimeoutWord{0});  // BLOCKS
    if (error == IpcError::receive_map_failed) {
        print("No memory left to map a page for thread ");
        print_id(self.id);
        print(".\n");
    }
    return error != IpcError::not_existing;
}

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
    if (!page_in_for_user(address, frame.error & error_access) &&
        !reflect_exception(frame, vector_general_protection, 0)) {
        stop_without_pager(current_thread(), address);
    }
}

}  // namespace kumquat
