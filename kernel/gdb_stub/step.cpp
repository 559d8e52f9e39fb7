// step.cpp -- the trap flag.
#include "kernel/gdb_stub/step.hpp"

#include "kernel/gdb_stub/stop.hpp"

namespace kumquat::gdb {

namespace {

Thread stepping = no_thread;

/// The registers of a thread in user mode; null: it has none, or is not there.
TrapFrame* user_frame_of(Thread thread) {
    Tcb* const tcb = thread <= first_thread ? nullptr : tcb_in_window(thread);
    return tcb == nullptr ? nullptr : &tcb->frame();
}

}  // namespace

void let_step(Thread thread) {
    stepping = thread;
    TrapFrame* const frame =
        thread == running_thread() ? stopped : user_frame_of(thread);
    if (frame != nullptr) {
        frame->eflags |= eflags_trap;
    }
}

void end_step() {
    stopped->eflags &= ~eflags_trap;
    if (TrapFrame* const frame = user_frame_of(stepping)) {
        frame->eflags &=
            ~eflags_trap;  // another has stopped before it came to its step
    }
    stepping = no_thread;
}

bool is_stepping() { return stepping != no_thread; }

bool may_step_quietly() {
    constexpr uint8_t opcode_int = 0xCD, opcode_hlt = 0xF4;
    uint8_t opcode;
    return is_stepping() && stepping == running_thread() &&
           read_byte(stepping, stopped->eip, opcode) && opcode != opcode_int &&
           opcode != opcode_hlt;
}

}  // namespace kumquat::gdb
