// acknowledge_by_kernel.cpp -- drivers know nothing of interrupt controllers (IRQ_ACK=kernel).
// The line is masked from its interrupt until its thread waits again: by then the device has
// been served. The controllers are told at once, so that other lines go on.
#include "kernel/ipc/acknowledge.hpp"

#include "kernel/x86/interrupt_controller.hpp"

namespace kumquat {

namespace {

uint32_t masked_here;  // bit n: line n was masked by us, and not by its driver

}  // namespace

void mask_until_awaited(uint32_t line) {
    mask_interrupt(line);
    masked_here |= 1u << line;
}

void line_has_interrupted(uint32_t line) {
    mask_until_awaited(line);
    acknowledge_interrupt(line);
}

bool unmask_awaited_line(uint32_t line) {
    if ((masked_here >> line & 1) == 0) {
        return false;
    }
    masked_here &= ~(1u << line);
    unmask_interrupt(line);
    return true;
}

}  // namespace kumquat
