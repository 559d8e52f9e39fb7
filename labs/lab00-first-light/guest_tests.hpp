// guest_tests.hpp -- the guest tests of lab 0: each calls one hole and records what came out.
#pragma once

#include "labs/common/guest_kit.hpp"

namespace kumquat {

// guest_console.cpp: what they send is judged where it arrives, at COM1.
void print_text(NonceStream& numbers);
void put_every_byte(NonceStream& numbers);
void print_to_slow_transmitter(NonceStream& numbers);
void print_numbers(NonceStream& numbers);
void print_small_numbers(NonceStream& numbers);
void print_low_digits(NonceStream& numbers);

// guest_memory.cpp: each records low and high of the main memory of some maps.
void judge_tidy_maps(NonceStream& numbers);
void judge_shuffled_maps(NonceStream& numbers);
void judge_maps_with_hole(NonceStream& numbers);
void judge_maps_with_reserved(NonceStream& numbers);
void judge_large_maps(NonceStream& numbers);
void judge_uneven_maps(NonceStream& numbers);
void judge_wide_maps(NonceStream& numbers);

// guest_trace.cpp: each leaves the ring in `test_ring`.
void append_records(NonceStream& numbers);
void append_at_known_times(NonceStream& numbers);
void append_around_the_end(NonceStream& numbers);
void append_to_full_ring(NonceStream& numbers);
void append_before_start(NonceStream& numbers);

/// Nothing: what the boot itself did is judged.
void boot_only(NonceStream& numbers);

}  // namespace kumquat
