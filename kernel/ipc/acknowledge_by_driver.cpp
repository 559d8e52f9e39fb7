// acknowledge_by_driver.cpp -- drivers use the interrupt controllers themselves
// (IRQ_ACK=driver): they unmask their line, and end each interrupt.
#include "kernel/ipc/acknowledge.hpp"

#include "kernel/x86/interrupt_controller.hpp"

namespace kumquat {

void mask_until_awaited(uint32_t line) { mask_interrupt(line); }

void line_has_interrupted(uint32_t) {}

void await_line(uint32_t) {}

void look_at_line(uint32_t) {}

void give_back_line(uint32_t line) {
    mask_interrupt(line);
    end_interrupt_of(line);  // its driver may have come to its end before
}

}  // namespace kumquat
