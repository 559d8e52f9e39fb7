// interrupt_controller.hpp -- the two 8259 controllers: 16 lines, a cascade, masks.
// Source: Intel, "8259A Programmable Interrupt Controller", data sheet, "Initialization
// Command Words"; "Operation Command Words".
#pragma once

#include <stdint.h>

namespace kumquat {

constexpr uint32_t interrupt_lines = 16;
constexpr uint32_t timer_line = 0, cascade_line = 2;

/// Move the lines to vectors 0x20..0x2F and mask all of them but the cascade.
void initialize_interrupt_controllers();

/// Let interrupts of one line through, or not. \param line  0..15
void unmask_interrupt(uint32_t line);
void mask_interrupt(uint32_t line);

/// Take an interrupt that a masked line has kept, and no other: so nobody else can run meanwhile.
void let_in_only(uint32_t line);

/// Whether the interrupt that came on a line is none: the controller had to answer the CPU
/// but the line was already quiet. Only lines 7 and 15 can be spurious.
/// Effects: acknowledges the cascade for a spurious line 15; nothing else may be acknowledged.
bool is_spurious_interrupt(uint32_t line);

/// Tell the controllers that the interrupt of a line is served (end of interrupt), so that the
/// line, and those of lower rank, can interrupt again.
/// \param line  0..15; 8 and up hang behind the cascade, so both controllers must be told
void acknowledge_interrupt(uint32_t line);

/// The same for whatever interrupt of the line may be in service (specific end of interrupt):
/// other lines are as they were.
void end_interrupt_of(uint32_t line);

}  // namespace kumquat
