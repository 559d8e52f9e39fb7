// ipc_call.cpp -- the system call ipc: registers in, registers out.
// Source: L4 Version 2 on i386, "ipc (int 0x30)", "Registers".
#include "kernel/debug/trace_ipc.hpp"
#include "kernel/ipc/rendezvous.hpp"
#include "kernel/system_calls.hpp"

namespace kumquat {

void system_call_ipc(TrapFrame& frame) {
    Tcb& self = current_thread();
    self.ipc.send = SendDescriptor{frame.eax};
    self.ipc.receive = ReceiveDescriptor{frame.ebp};
    self.ipc.timeouts = TimeoutWord{frame.ecx};
    self.ipc.partner = ThreadId{frame.esi, frame.edi};
    self.ipc.w0 = frame.edx;
    self.ipc.w1 = frame.ebx;
    self.ipc.is_page_fault = false;

    run_ipc(self);  // BLOCKS

    frame.eax = self.ipc.result.word();
    if (self.ipc.message_arrived) {  // otherwise all but EAX is kept
        frame.edx = self.ipc.w0;
        frame.ebx = self.ipc.w1;
        frame.esi = self.ipc.source.low();
        frame.edi = self.ipc.source.high();
    }
    trace_ipc_result(self);
}

}  // namespace kumquat
