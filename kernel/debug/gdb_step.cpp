// gdb_step.cpp -- the trap flag, and the masks of the interrupt controllers.
#include "kernel/debug/gdb_step.hpp"

#include "kernel/debug/gdb_port.hpp"
#include "kernel/debug/gdb_stop.hpp"
#include "kernel/x86/interrupt_controller.hpp"

namespace kumquat::gdb {

namespace {

constexpr uint16_t master_mask = 0x21, slave_mask = 0xA1;

Thread stepping = no_thread;
bool is_masked = false;
uint8_t masks[2];  // as they were before

/// Requires: interrupts are off.
void let_in_only_the_port() {
    masks[0] = port_read8(master_mask);
    masks[1] = port_read8(slave_mask);
    is_masked = true;
    port_write8(master_mask, static_cast<uint8_t>(~(1u << port_line)));
    port_write8(slave_mask, 0xFF);
}

/// The registers of a thread in user mode; null: it has none, or is not there.
TrapFrame* user_frame_of(Thread thread) {
    Tcb* const tcb = thread == first_thread ? nullptr : tcb_in_window(thread);
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
    if (frame == stopped && (frame->eflags & eflags_interrupts) != 0) {
        let_in_only_the_port();
    }
}

void end_step() {
    stopped->eflags &= ~eflags_trap;
    if (TrapFrame* const frame = user_frame_of(stepping)) {
        frame->eflags &=
            ~eflags_trap;  // another may have stopped before it came to its step
    }
    stepping = no_thread;
    if (is_masked) {
        port_write8(master_mask, masks[0]);
        port_write8(slave_mask, masks[1]);
        is_masked = false;
    }
}

bool is_stepping() { return stepping != no_thread; }

}  // namespace kumquat::gdb
