// step.cpp -- the trap flag.
#include "kernel/gdb_stub/step.hpp"

#include "kernel/gdb_stub/stop.hpp"

namespace kumquat::gdb {

namespace {

Thread stepping = no_thread;
uint32_t after_pushf = 0;  // where its step ends, if that pushes the flags; else 0

/// The registers of a thread in user mode; null: it has none, or is not there.
TrapFrame* user_frame_of(Thread thread) {
    Tcb* const tcb = thread <= first_thread ? nullptr : tcb_in_window(thread);
    return tcb == nullptr ? nullptr : &tcb->frame();
}

bool is_pushf_at(uint32_t address) {
    constexpr uint8_t opcode_pushf = 0x9C;
    uint8_t opcode;
    return read_byte(stepping, address, opcode) && opcode == opcode_pushf;
}

/// What pushf has pushed must not bring the trap flag back with the program's next popf.
void take_trap_flag_off_stack() {
    uint32_t top;
    uint8_t flags;  // bits 8 to 15
    if (stopped->eip == after_pushf && stepping == running_thread() &&
        read_register(stepping, esp, top) && read_byte(stepping, top + 1, flags)) {
        flags = static_cast<uint8_t>(flags & ~(eflags_trap >> 8));
        static_cast<void>(write_byte(stepping, top + 1, flags));
    }
}

}  // namespace

void let_step(Thread thread) {
    stepping = thread;
    TrapFrame* const frame =
        thread == running_thread() ? stopped : user_frame_of(thread);
    if (frame != nullptr) {
        frame->eflags |= eflags_trap;
        after_pushf = is_pushf_at(frame->eip) ? frame->eip + 1 : 0;
    }
}

void end_step() {
    if (is_stepping()) {
        take_trap_flag_off_stack();
    }
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
    constexpr uint8_t port_access = 0xE4, port_access_mask = 0xF4;  // in, out
    uint8_t opcode;
    return is_stepping() && stepping == running_thread() &&
           read_byte(stepping, stopped->eip, opcode) && opcode != opcode_int &&
           opcode != opcode_hlt && (opcode & port_access_mask) != port_access;
}

}  // namespace kumquat::gdb
