// program_tests.hpp -- the scenes of lab 6: four tasks that lend each other pages. sigma0 is number
// 0 and owns all memory; 1 to 4 begin with nothing.
#pragma once

#include "labs/lab06-address-spaces/scenes.hpp"
#include "labs/programs/actors.hpp"

namespace kumquat::user {

constexpr uint32_t writable = Fpage::write_bit, granted = Fpage::grant_bit;
constexpr uint32_t sigma0 = 0;

/// A word into memory of sigma0's.
inline void poke(uint32_t address, uint32_t word) {
    *reinterpret_cast<volatile uint32_t*>(uintptr_t{address}) = word;
}

constexpr Fpage page(uint32_t address, uint32_t flags = 0) {
    return Fpage::make(address, page_order, flags);
}

// program_map.cpp
void pages_arrive(Numbers& drawn);
void results(Numbers& drawn);
void no_window(Numbers& drawn);
void shared_page(Numbers& drawn);
void read_only_page(Numbers& drawn);
void read_only_lender(Numbers& drawn);
void long_chain(Numbers& drawn);
void long_map(Numbers& drawn);
void small_into_large(Numbers& drawn);
void large_into_small(Numbers& drawn);
void sixteen_pages(Numbers& drawn);
void whole_into_whole(Numbers& drawn);
void taken_places(Numbers& drawn);
void count_a_page(Numbers& drawn);

// program_rights.cpp
void right_added(Numbers& drawn);
void right_of_a_stranger(Numbers& drawn);
void other_frame(Numbers& drawn);
void less_than_before(Numbers& drawn);

// program_unmap.cpp
void one_child(Numbers& drawn);
void whole_family(Numbers& drawn);
void two_ways(Numbers& drawn);
void own_page(Numbers& drawn);
void roots_own_page(Numbers& drawn);
void neighbours(Numbers& drawn);
void range_of_pages(Numbers& drawn);
void rights_of_a_family(Numbers& drawn);
void rights_of_siblings(Numbers& drawn);
void rights_of_late_writers(Numbers& drawn);
void page_touched_again(Numbers& drawn);
void right_used_again(Numbers& drawn);
void lent_again(Numbers& drawn);
void large_page(Numbers& drawn);
void split_page(Numbers& drawn);
void long_unmap(Numbers& drawn);
void count_a_family(Numbers& drawn);

// program_grant.cpp
void page_given_away(Numbers& drawn);
void children_of_a_gift(Numbers& drawn);
void rights_of_a_gift(Numbers& drawn);
void rights_of_a_large_gift(Numbers& drawn);
void origin_of_a_gift(Numbers& drawn);
void gift_to_a_taken_place(Numbers& drawn);
void piece_given_away(Numbers& drawn);

}  // namespace kumquat::user
