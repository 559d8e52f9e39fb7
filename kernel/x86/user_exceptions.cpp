// user_exceptions.cpp -- the order of those who are asked.
#include "kernel/x86/user_exceptions.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/threads/tcb.hpp"
#include "kernel/x86/debug_registers.hpp"
#include "kernel/x86/exception_reflection.hpp"
#include "kernel/x86/fpu.hpp"
#include "kernel/x86/instruction_emulation.hpp"
#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/traps.hpp"

namespace kumquat {

namespace {

/// What the kernel does without asking the thread. \return  whether that was all
bool served_by_kernel(TrapFrame& frame) {
    // LAB 4 BEGIN served by kernel: what is not the thread's business, and what it may not do itself
    Tcb& self = current_thread();
    switch (frame.vector) {
    case vector_nmi:
        return true;  // not the thread's business
    case vector_no_fpu:
        enable_fpu(self);
        return true;
    case vector_machine_check:
        handle_kernel_exception(frame);
        return true;
    case vector_debug:
        note_debug_status(self);
        return false;
    case vector_invalid_opcode:
        return emulate_instruction(frame);
    case vector_general_protection:
        return frame.error == 0 && emulate_instruction(frame);
    default:
        return false;
    }
    // LAB 4 END
}

}  // namespace

void handle_user_exception(TrapFrame& frame) {
    if (!served_by_kernel(frame)) {
        reflect_or_stop(frame, frame.vector, frame.error);
    }
}

}  // namespace kumquat
