// guest_tests.hpp -- the guest tests of lab 0: each calls one hole and records what came out.
#pragma once

#include "labs/common/guest_kit.hpp"

namespace kumquat {

// guest_console.cpp: what they send is judged where it arrives, at COM1.
void print_text(Numbers& numbers);
void put_every_byte(Numbers& numbers);
void print_to_slow_transmitter(Numbers& numbers);
void print_numbers(Numbers& numbers);
void print_small_numbers(Numbers& numbers);
void print_low_digits(Numbers& numbers);
void count_a_number(Numbers& numbers);

// guest_memory.cpp: low and high of the main memory of some maps.
void judge_maps(Numbers& words);

// guest_trace.cpp: each leaves the ring in `test_ring`.
void append_records(Numbers& numbers);
void append_at_known_times(Numbers& numbers);
void append_around_the_end(Numbers& numbers);
void append_to_full_ring(Numbers& numbers);
void append_before_start(Numbers& numbers);
void count_a_record(Numbers& numbers);

/// Nothing: what the boot itself did is judged.
void boot_only(Numbers& numbers);

}  // namespace kumquat
