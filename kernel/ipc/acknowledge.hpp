// acknowledge.hpp -- who masks an interrupt line, and tells the controllers that it is served.
// The switch IRQ_ACK: acknowledge_by_kernel.cpp or acknowledge_by_driver.cpp. Drivers are
// written for one of the two: one that leaves its line masked while it waits is broken by a
// kernel that unmasks, one that never ends an interrupt by a kernel that does not.
// Source: L4 Version 2 on i386, "Interrupts", "Who masks and acknowledges the 8259?".
#pragma once

#include <stdint.h>

namespace kumquat {

/// A thread has attached the line, and does not wait yet.
void mask_until_awaited(uint32_t line);

/// The line has interrupted; its thread will be told.
void line_has_interrupted(uint32_t line);

/// The line's thread waits for its next interrupt.
void await_line(uint32_t line);

/// The line's thread does not wait, but asks: the controller may have kept an interrupt.
void look_at_line(uint32_t line);

/// The line belongs to nobody any more: it is masked, and keeps nothing from the others.
void give_back_line(uint32_t line);

}  // namespace kumquat
