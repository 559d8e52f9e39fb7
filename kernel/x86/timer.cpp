// timer.cpp -- programming the 8254.
#include "kernel/x86/timer.hpp"

#include "kernel/debug/hole.hpp"
#include "kernel/x86/instructions.hpp"
#include "kernel/x86/interrupt_controller.hpp"

namespace kumquat {

void start_timer() {
    // LAB 1 BEGIN start timer: mode 2, both bytes of the divisor, line 0 unmasked
    constexpr uint16_t counter0 = 0x40, control = 0x43;
    constexpr uint8_t counter0_both_bytes_mode2 = 0x34;
    port_write8(control, counter0_both_bytes_mode2);
    port_write8(counter0, static_cast<uint8_t>(timer_divisor));
    port_write8(counter0, static_cast<uint8_t>(timer_divisor >> 8));
    unmask_interrupt(timer_line);
    // LAB 1 END
}

}  // namespace kumquat
