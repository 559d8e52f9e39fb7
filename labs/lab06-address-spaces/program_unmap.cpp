// program_unmap.cpp -- lab 6, stage 4: what was lent is called back.
#include "labs/lab06-address-spaces/program_tests.hpp"

#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

/// 1 has a page and lends it to 3 and 2; 2 lends it on to 4 and, at another place, to 3. The last
/// that 1 has lent it to is the first in its list, and has children.
void make_family(const Numbers& drawn, uint32_t flags = writable) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(1, place_at(drawn, 0), 3, place_at(drawn, 2), flags);
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), flags);
    lend(2, place_at(drawn, 1), 4, place_at(drawn, 3), flags);
    lend(2, place_at(drawn, 1), 3, place_at(drawn, 4), flags);
}

volatile uint32_t* first_page() {
    return reinterpret_cast<volatile uint32_t*>(uintptr_t{place_at(numbers, 0)});
}

/// Reads, gives the page up, and reads again.
void read_what_is_gone() {
    note(*first_page());
    fpage_unmap(page(place_at(numbers, 0)), remove_pages | own_pages_too);
    note(*first_page());
}

/// Writes, gives the right up, reads, and writes again.
void write_what_is_read_only() {
    *first_page() = word_at(numbers, 1);
    fpage_unmap(page(place_at(numbers, 0)), own_pages_too);
    note(*first_page());
    *first_page() = 0;
    note(*first_page());
}

}  // namespace

void one_child(Numbers& drawn) {
    for (uint32_t i = 0; i < pages_lent; ++i) {
        const uint32_t here = place_at(drawn, i), there = place_at(drawn, i + 1);
        poke(frame_at(drawn, i), word_at(drawn, i));
        lend(sigma0, frame_at(drawn, i), 1, here, writable);
        lend(1, here, 2, there, writable);
        read_word(2, there);
        take_back(1, page(here), remove_pages);
        read_word(2, there);
        read_word(1, here);
    }
}

void whole_family(Numbers& drawn) {
    make_family(drawn);
    take_back(1, page(place_at(drawn, 0)), remove_pages);
}

void two_ways(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(sigma0, frame_at(drawn, 0), 2, place_at(drawn, 1), writable);
    lend(1, place_at(drawn, 0), 3, place_at(drawn, 2), writable);
    lend(2, place_at(drawn, 1), 3, place_at(drawn, 3), writable);
    take_back(1, page(place_at(drawn, 0)), remove_pages);
    read_word(3, place_at(drawn, 3));
    read_word(3, place_at(drawn, 2));
}

void own_page(Numbers& drawn) {
    make_family(drawn);
    lend(sigma0, frame_at(drawn, 1), 1, place_at(drawn, 5), writable);
    take_back(2, page(place_at(drawn, 1)), remove_pages | own_pages_too);
    take_back(1, page(place_at(drawn, 5)), remove_pages | own_pages_too);
    read_word(2, place_at(drawn, 1));
}

void roots_own_page(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    lend(sigma0, frames_at(drawn, 0), 1, place_at(drawn, 1), writable);
    take_back(sigma0, Fpage::make(frame_at(drawn, 0), large_order),
              remove_pages | own_pages_too);
    note(*reinterpret_cast<volatile uint32_t*>(uintptr_t{frame_at(drawn, 0)}));
}

void neighbours(Numbers& drawn) {
    const uint32_t here = places_at(drawn, 0), there = places_at(drawn, 1);
    give(sigma0, 1, Fpage::make(frames_at(drawn, 0), sixteen_order, writable), here,
         Fpage::whole_space());
    give(1, 2, Fpage::make(here, sixteen_order, writable), there, Fpage::whole_space());
    take_back(1, drawn_range(drawn, here), remove_pages);
}

void range_of_pages(Numbers& drawn) {
    const uint32_t here = places_at(drawn, 0), there = places_at(drawn, 1);
    give(sigma0, 1, Fpage::make(frames_at(drawn, 0), sixteen_order, writable), here,
         Fpage::whole_space());
    give(1, 2, Fpage::make(here, sixteen_order, writable), there, Fpage::whole_space());
    give(1, 3, Fpage::make(here, sixteen_order, writable), there, Fpage::whole_space());
    const uint32_t hole = here + drawn.at(73) % sixteen * page_size;
    take_back(1, page(hole), remove_pages | own_pages_too);
    take_back(1, Fpage::whole_space(), remove_pages);
}

void rights_of_a_family(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    make_family(drawn);
    take_back(1, page(place_at(drawn, 0)), 0);
    read_word(4, place_at(drawn, 3));
    write_word(4, place_at(drawn, 3), 1);
    write_word(1, place_at(drawn, 0), word_at(drawn, 1));
}

void rights_of_siblings(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    for (uint32_t i = 0; i < 6; ++i) {
        lend(1, place_at(drawn, 0), 2 + i % 3, place_at(drawn, 1 + i),
             drawn.at(80 + i) % 2 != 0 ? writable : 0);
    }
    lend(1, place_at(drawn, 0), 2, place_at(drawn, 8), 0);
    lend(1, place_at(drawn, 0), 3, place_at(drawn, 9), writable);
    take_back(1, page(place_at(drawn, 0)), 0);
}

void rights_of_late_writers(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    for (uint32_t i = 0; i < 3; ++i) {
        lend(1, place_at(drawn, 0), 2 + i, place_at(drawn, 1 + i), 0);
    }
    // The last of them may write in the end.
    lend(1, place_at(drawn, 0), 4, place_at(drawn, 3), writable);
    take_back(1, page(place_at(drawn, 0)), 0);
    write_word(4, place_at(drawn, 3), 1);
}

void page_touched_again(Numbers& drawn) {
    poke(frame_at(drawn, 0), word_at(drawn, 0));
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    try_in(1, read_what_is_gone);
}

void right_used_again(Numbers& drawn) {
    lend(sigma0, frame_at(drawn, 0), 1, place_at(drawn, 0), writable);
    try_in(1, write_what_is_read_only);
}

void lent_again(Numbers& drawn) {
    for (uint32_t i = 0; i < 3; ++i) {
        poke(frame_at(drawn, i), word_at(drawn, i));
        lend(sigma0, frame_at(drawn, i), 1, place_at(drawn, 0), writable);
        lend(1, place_at(drawn, 0), 2, place_at(drawn, 1), writable);
        read_word(2, place_at(drawn, 1));
        take_back(1, page(place_at(drawn, 0)), remove_pages | own_pages_too);
    }
}

void large_page(Numbers& drawn) {
    const uint32_t piece = drawn_piece(drawn) * page_size;
    poke(large_frame + piece, word_at(drawn, 0));
    give(sigma0, 1, Fpage::make(large_frame, large_order, writable), large_place,
         Fpage::whole_space());
    lend(1, large_place + piece, 2, place_at(drawn, 0), writable);
    read_word(1, large_place + piece);
    read_word(2, place_at(drawn, 0));
    take_back(1, page(large_place + piece), remove_pages | own_pages_too);
    read_word(1, large_place + piece);
}

void split_page(Numbers& drawn) {
    const Fpage large = Fpage::make(large_place, large_order, writable);
    const uint32_t piece = drawn_piece(drawn) * page_size;
    give(sigma0, 1, Fpage::make(large_frame, large_order, writable), large_place,
         Fpage::whole_space());
    give(1, 2, large, large_place, Fpage::whole_space());
    give(1, 3, Fpage::make(large_place, large_order), large_place,
         Fpage::whole_space());
    take_back(1, page(large_place + piece), 0);
    take_back(1, large, 0);
}

void long_unmap(Numbers&) {
    const Fpage many = Fpage::make(many_base, many_order, writable);
    give(sigma0, 1, Fpage::make(large_frame, many_order, writable), many_base,
         Fpage::whole_space());
    for (uint32_t i = 0; i < times_lent; ++i) {
        give(1, 2 + i % 3, many, many_place(i), Fpage::whole_space());
    }
    take_back(1, many, remove_pages | own_pages_too);
}

void count_a_family(Numbers& drawn) {
    make_family(drawn);
    note(counted([&] { fpage_unmap(page(frame_at(drawn, 0)), remove_pages); }));
}

}  // namespace kumquat::user
