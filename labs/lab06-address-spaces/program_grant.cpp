// program_grant.cpp -- lab 6, stage 5: pages are given away. And the list of all tests.
#include "labs/lab06-address-spaces/program_tests.hpp"

namespace kumquat::user {

void page_given_away(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), writable | granted);
    read_word(2, place_at(drawn, 1));
    write_word(2, place_at(drawn, 1), word_at(drawn, 1));
    read_word(1, place_at(drawn, 0));
}

void children_of_a_gift(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(1, place_at(drawn, 0), 3, place_at(drawn, 2), writable);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), writable | granted);
    read_word(3, place_at(drawn, 2));
    take_back(2, page(place_at(drawn, 1)), remove_pages);
    read_word(3, place_at(drawn, 2));
}

void rights_of_a_gift(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(1, place_at(drawn, 0), 3, place_at(drawn, 2), writable);
    lend(3, place_at(drawn, 2), 4, place_at(drawn, 3), writable);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), granted);
    write_word(2, place_at(drawn, 1), 1);
    write_word(3, place_at(drawn, 2), 1);
}

void rights_of_a_large_gift(Numbers& drawn) {
    const uint32_t piece = drawn_piece(drawn) * page_size;
    give(sigma0, 1, Fpage::make(large_frame, large_order, writable), large_place,
         Fpage::whole_space());
    lend(1, large_place + piece, 3, place_at(drawn, 2), writable);
    give(1, 2, Fpage::make(large_place, large_order, granted), large_place,
         Fpage::whole_space());
    write_word(3, place_at(drawn, 2), 1);
}

void origin_of_a_gift(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), writable);
    lend(2, place_at(drawn, 1), 3, place_at(drawn, 2), writable | granted);
    lend(3, place_at(drawn, 2), 4, place_at(drawn, 3), writable | granted);
    take_back(1, page(place_at(drawn, 0)), remove_pages);
}

void gift_to_a_taken_place(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(sigma0, frame_at(drawn, 1), 2, place_at(drawn, 1), writable);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), writable | granted);
    // The same page, of which the receiver has a child that can only be read.
    lend(1, place_at(drawn, 0), 3, place_at(drawn, 2), 0);
    lend(1, place_at(drawn, 0), 3, place_at(drawn, 2), writable | granted);
}

void piece_given_away(Numbers& drawn) {
    const uint32_t piece = drawn_piece(drawn) * page_size;
    poke(large_frame + piece, word_at(drawn, 0));
    give(sigma0, 1, Fpage::make(large_frame, large_order, writable), large_place,
         Fpage::whole_space());
    lend(1, large_place + piece, 3, place_at(drawn, 2), writable);
    lend(1, large_place + piece, 2, place_at(drawn, 1), writable | granted);
    read_word(2, place_at(drawn, 1));
    take_back(2, page(place_at(drawn, 1)), remove_pages);
}

const ProgramTest program_tests[] = {
    {"map.page_arrives", pages_arrive},
    {"map.result_tells_of_pages", results},
    {"map.pages_are_shared", shared_page},
    {"map.no_window_no_page", no_window},
    {"map.read_only_stays_read_only", read_only_page},
    {"map.no_right_is_gained", read_only_lender},
    {"map.end_of_a_chain_is_told", long_chain},
    {"map.interrupts_come_in_between", long_map},
    {"placement.hot_spot_in_the_window", small_into_large},
    {"placement.hot_spot_in_the_fpage", large_into_small},
    {"placement.all_pages_go_over", sixteen_pages},
    {"placement.whole_space_goes_over", whole_into_whole},
    {"rights.taken_places_stay", taken_places},
    {"rights.lender_adds_the_right", right_added},
    {"rights.stranger_adds_nothing", right_of_a_stranger},
    {"rights.other_memory_adds_nothing", other_frame},
    {"rights.less_takes_nothing", less_than_before},
    {"unmap.child_loses_the_page", one_child},
    {"unmap.all_descendants_lose_it", whole_family},
    {"unmap.other_branches_keep_it", two_ways},
    {"unmap.own_page_if_asked", own_page},
    {"unmap.root_gives_its_own_up", roots_own_page},
    {"unmap.neighbours_stay", neighbours},
    {"unmap.whole_range", range_of_pages},
    {"unmap.read_only_keeps_the_page", rights_of_a_family},
    {"unmap.no_writer_is_missed", rights_of_siblings},
    {"unmap.late_writer_is_found", rights_of_late_writers},
    {"unmap.page_is_forgotten_at_once", page_touched_again},
    {"unmap.right_is_forgotten_at_once", right_used_again},
    {"unmap.place_is_free_again", lent_again},
    {"unmap.piece_of_a_large_page", large_page},
    {"unmap.split_page_is_still_a_writer", split_page},
    {"unmap.interrupts_come_in_between", long_unmap},
    {"grant.page_moves", page_given_away},
    {"grant.children_move_along", children_of_a_gift},
    {"grant.rights_shrink_below", rights_of_a_gift},
    {"grant.large_page_shrinks_below", rights_of_a_large_gift},
    {"grant.lender_still_can_take_it", origin_of_a_gift},
    {"grant.taken_places_stay", gift_to_a_taken_place},
    {"grant.piece_of_a_large_page", piece_given_away},
    {"challenge.page_in_a_message", count_a_page},
    {"challenge.family_called_back", count_a_family},
    {nullptr, nullptr},
};

}  // namespace kumquat::user
