// tcb_layout.cpp -- where the fields of a TCB lie on the kernel's machine.
// Never linked: the rule in visualizer_tests.mk reads the lines that this leaves in the
// assembler text, and makes a header of them for a program of the host.
#include "kernel/threads/tcb.hpp"

#define FIELD(name)                                                                    \
    asm volatile("#layout tcb_" #name " %c0"                                           \
                 :                                                                     \
                 : "i"(__builtin_offsetof(kumquat::Tcb, name)))

void tell_layout() {
    FIELD(state);
    FIELD(directory);
    FIELD(priority);
    FIELD(timeslice_us);
    FIELD(remaining_us);
    FIELD(pager);
    FIELD(deadline_us);
    FIELD(ready_link);
    FIELD(timeout_link);
    FIELD(send_link);
    FIELD(send_queue);
    FIELD(transfer_partner);
    FIELD(slow_reasons);
    FIELD(interrupt_line);
    FIELD(interrupt_pending);
}
