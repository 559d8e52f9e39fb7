// acknowledge_by_kernel.cpp -- drivers know nothing of interrupt controllers (IRQ_ACK=kernel).
// The line is masked from its interrupt until its thread waits again: by then the device has
// been served. The controllers are told at once, so that other lines go on.
#include "kernel/ipc/acknowledge.hpp"

#include "kernel/x86/interrupt_controller.hpp"

namespace kumquat {

namespace {

bool masked_here[interrupt_lines];  // by us, and not by the driver

}  // namespace

void mask_until_awaited(uint32_t line) {
    mask_interrupt(line);
    masked_here[line] = true;
}

void line_has_interrupted(uint32_t line) {
    mask_until_awaited(line);
    acknowledge_interrupt(line);
}

void await_line(uint32_t line) {
    if (masked_here[line]) {
        masked_here[line] = false;
        unmask_interrupt(line);
    }
}

void look_at_line(uint32_t line) {
    if (masked_here[line]) {
        let_in_only(line);
    }
}

void give_back_line(uint32_t line) { mask_interrupt(line); }

}  // namespace kumquat
