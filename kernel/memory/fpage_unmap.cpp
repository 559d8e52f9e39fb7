// fpage_unmap.cpp -- the system call fpage_unmap: take pages back.
// Source: L4 Version 2 on i386, "fpage_unmap (int 0x32)".
#include "kernel/debug/hole.hpp"
#include "kernel/debug/trace_memory.hpp"
#include "kernel/memory/unmapping.hpp"
#include "kernel/system_calls.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

void system_call_fpage_unmap(TrapFrame& frame) {
    const Fpage fpage{frame.eax};
    if (!fpage.is_valid()) {
        return;
    }
    const Tcb& self = current_thread();
    trace_unmap_start(self, fpage, frame.ecx);
    // LAB 6 BEGIN unmap call: step by step; in between the machine may be interrupted
    UnmapOperation operation{self.id.task(), fpage, UnmapMask::from(frame.ecx)};
    while (operation.step()) {
        // BLOCKS: others may map and unmap meanwhile.
        take_pending_interrupts();
    }
    // LAB 6 END
    trace_unmap_end(self);
    trace_kernel_memory(self.id.task());
}

}  // namespace kumquat
