// guest_tests.cpp -- the guest tests of lab 0 by name.
#include "labs/lab00-first-light/guest_tests.hpp"

namespace kumquat {

const GuestTest guest_tests[] = {
    {"console.text_arrives", BootStage::console, print_text},
    {"console.every_byte_arrives", BootStage::console, put_every_byte},
    {"console.waits_for_room", BootStage::console, print_to_slow_transmitter},
    {"console.fills_room_at_once", BootStage::console, print_to_slow_transmitter},
    {"hexadecimal.shows_every_digit", BootStage::console, print_numbers},
    {"hexadecimal.keeps_leading_zeros", BootStage::console, print_small_numbers},
    {"hexadecimal.shows_the_low_digits", BootStage::console, print_low_digits},
    {"memory.one_piece_from_zero", BootStage::console, judge_maps},
    {"memory.entries_in_any_order", BootStage::console, judge_maps},
    {"memory.stops_at_a_hole", BootStage::console, judge_maps},
    {"memory.reserved_entries_win", BootStage::console, judge_maps},
    {"memory.cut_at_256_mb", BootStage::console, judge_maps},
    {"memory.whole_pages", BootStage::console, judge_maps},
    {"memory.entries_of_any_size", BootStage::console, judge_maps},
    {"memory.info_page_tells_the_machine", BootStage::memory, boot_only},
    {"trace.record_holds_the_event", BootStage::console, append_records},
    {"trace.time_belongs_to_the_call", BootStage::console, append_at_known_times},
    {"trace.ring_goes_round", BootStage::console, append_around_the_end},
    {"trace.full_ring_is_drained", BootStage::console, append_to_full_ring},
    {"trace.counts_what_came_too_early", BootStage::console, append_before_start},
    {"trace.boot_event_comes_first", BootStage::memory, boot_only},
    {"challenge.number_on_the_console", BootStage::console, count_a_number},
    {"challenge.record_in_the_ring", BootStage::console, count_a_record},
    {nullptr, BootStage::console, nullptr},
};

void boot_only(Numbers&) {}

}  // namespace kumquat
