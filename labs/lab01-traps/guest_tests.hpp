// guest_tests.hpp -- the guest tests of lab 1: they call the kernel the way the CPU does.
#pragma once

#include "labs/common/guest_kit.hpp"

namespace kumquat {

// guest_tables.cpp: words of descriptors, and tables that the grader reads in the machine.
void make_segments(NonceStream& numbers);
void make_large_segments(NonceStream& numbers);
void make_gates(NonceStream& numbers);
void load_tables(NonceStream& numbers);

// guest_exceptions.cpp: each raises exceptions and records what the kernel saw of them.
void raise_faults(NonceStream& numbers);
void raise_trap(NonceStream& numbers);
void raise_page_fault(NonceStream& numbers);
void call_system(NonceStream& numbers);

// guest_int3.cpp: programs that print by int3.
void print_registers(NonceStream& numbers);
void print_text_in_code(NonceStream& numbers);
void go_on_behind_int3(NonceStream& numbers);
void leave_notes(NonceStream& numbers);

// guest_clock.cpp: ticks, and who hears of them.
void count_ticks(NonceStream& numbers);
void keep_time(NonceStream& numbers);
void look_at_the_controllers(NonceStream& numbers);
void interrupt_through_the_cascade(NonceStream& numbers);
void fake_an_interrupt(NonceStream& numbers);
void watch_the_scheduler(NonceStream& numbers);

/// Load GDT and IDT as the kernel builds them. Interrupts stay off.
void load_kernel_tables();

}  // namespace kumquat
