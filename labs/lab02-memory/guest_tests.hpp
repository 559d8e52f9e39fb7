// guest_tests.hpp -- the guest tests of lab 2: they take frames, build spaces, and touch memory.
#pragma once

#include "kernel/memory/address_space.hpp"
#include "labs/common/guest_kit.hpp"
#include "labs/lab02-memory/scenes.hpp"

namespace kumquat {

// guest_frames.cpp: the pool.
void take_all(Numbers& numbers);
void count_frames(Numbers& numbers);
void take_freed_ones(Numbers& numbers);
void take_clean_ones_last(Numbers& numbers);
void take_zeroed_ones(Numbers& numbers);
void take_clean_ones_again(Numbers& numbers);
void leave_a_mark_in_a_clean_one(Numbers& numbers);
void free_secrets(Numbers& numbers);
void count_a_frame(Numbers& numbers);

// guest_spaces.cpp: directories.
void make_space(Numbers& numbers);
void make_spaces_with_a_marked_kernel(Numbers& numbers);
void count_frames_of_a_space(Numbers& numbers);
void delete_spaces(Numbers& numbers);
void delete_space_and_take_again(Numbers& numbers);

// guest_tables.cpp: page tables, and the way through them.
void walk(Numbers& numbers);
void walk_without_tables(Numbers& numbers);
void walk_to_a_large_page(Numbers& numbers);
void make_table(Numbers& numbers);
void count_frames_of_tables(Numbers& numbers);
void drop_tables(Numbers& numbers);
void drop_table_and_take_again(Numbers& numbers);

// guest_pages.cpp: pages, the TLB, large pages.
void show_pages(Numbers& numbers);
void note_a_page(Numbers& numbers);
void show_a_large_page(Numbers& numbers);
void take_out_pages(Numbers& numbers);
void replace_pages(Numbers& numbers);
void forget_one_of_two(Numbers& numbers);
void forget_in_another_space(Numbers& numbers);
void take_out_a_large_page(Numbers& numbers);
void split_large_pages(Numbers& numbers);
void count_a_page(Numbers& numbers);

// guest_array.cpp: the array of TCBs.
void read_the_array(Numbers& numbers);
void write_to_the_array(Numbers& numbers);
void look_at_a_fresh_tcb(Numbers& numbers);
void give_a_frame_behind_a_read(Numbers& numbers);
void meet_in_the_array(Numbers& numbers);
void make_a_tcb_for_another_space(Numbers& numbers);
void account_for_tcbs(Numbers& numbers);
void ask_with_little_memory(Numbers& numbers);
void read_without_memory(Numbers& numbers);
void write_when_memory_comes(Numbers& numbers);
void release_and_read(Numbers& numbers);
void release_and_count(Numbers& numbers);

/// Write over all frames of the pool that nobody has taken yet: RAM is not zero by nature.
/// Requires: nothing has been freed.
void soil_the_pool(Numbers& numbers);

/// Fill a frame of the pool with drawn words, none of which is zero.
void soil(PhysAddr frame, Numbers& numbers);

/// A task that has an empty space; the machine runs in it from now on.
TaskNumber run_in_new_space(Numbers& numbers);

/// Take frames until so many are left.
void leave_frames(uint32_t count);

inline uint32_t place_of(const void* object) {
    return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(object));
}

/// Word `index` of a page, or of whatever lies at this address.
inline volatile uint32_t& word_at(VirtAddr address, uint32_t index = 0) {
    return reinterpret_cast<volatile uint32_t*>(uintptr_t{address.raw()})[index];
}

}  // namespace kumquat
