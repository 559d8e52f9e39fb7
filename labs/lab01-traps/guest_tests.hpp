// guest_tests.hpp -- the guest tests of lab 1: they call the kernel the way the CPU does.
#pragma once

#include "labs/common/guest_kit.hpp"

namespace kumquat {

// guest_tables.cpp: words of descriptors, and tables that the grader reads in the machine.
void make_segments(Numbers& numbers);
void make_large_segments(Numbers& numbers);
void make_gates(Numbers& numbers);
void load_tables(Numbers& numbers);

// guest_exceptions.cpp: each raises exceptions and records what the kernel saw of them.
void raise_faults(Numbers& numbers);
void raise_trap(Numbers& numbers);
void raise_page_fault(Numbers& numbers);
void call_system(Numbers& numbers);

// guest_int3.cpp: programs that print by int3.
void print_registers(Numbers& numbers);
void print_text_in_code(Numbers& numbers);
void go_on_behind_int3(Numbers& numbers);
void leave_notes(Numbers& numbers);

// guest_clock.cpp: ticks, and who hears of them.
void count_ticks(Numbers& numbers);
void keep_time(Numbers& numbers);
void look_at_the_controllers(Numbers& numbers);
void interrupt_through_the_cascade(Numbers& numbers);
void fake_an_interrupt(Numbers& numbers);
void watch_the_scheduler(Numbers& numbers);
void count_a_tick(Numbers& numbers);
void count_a_spurious_interrupt(Numbers& numbers);

/// Load GDT and IDT as the kernel builds them. Interrupts stay off.
void load_kernel_tables();

}  // namespace kumquat
