// program_zeros.cpp -- lab 7, stage 3: memory that comes into being when it is touched.
#include "labs/lab07-pagers/program_tests.hpp"

#include "labs/common/counted.hpp"

namespace kumquat::user {

namespace {

uint32_t common_address, all_bits, instructions_taken;

/// Of a word in a page. \param index  of the page
uint32_t word_place(const Numbers& drawn, uint32_t index) {
    return place_at(drawn, index) + offset_at(drawn, index % words_written);
}

void read_all() {
    all_bits = 0;
    for (uint32_t offset = 0; offset < page_size; offset += sizeof(uint32_t)) {
        all_bits |= word_in(common_address + offset);
    }
}

/// Two notes: whether an actor could read all words of a page, and whether all were zero.
void expect_zeros(uint32_t number, uint32_t place) {
    common_address = place;
    all_bits = 1;
    try_in(number, read_all);
    note(all_bits);
}

void give_back(uint32_t number) {
    ask(number, zero_pager(), request_give_back, 0, Fpage{0});
}

}  // namespace

void touch_and_keep(Numbers& drawn) {
    set_pager(zero_pager());
    for (uint32_t i = 0; i < many_pages(drawn); ++i) {
        read_word(1, word_place(drawn, i));
        write_word(1, word_place(drawn, i), word_at(drawn, i));
    }
    for (uint32_t i = 0; i < many_pages(drawn); ++i) {
        read_word(1, word_place(drawn, i));
    }
}

void dirty_memory(Numbers& drawn) {
    set_pager(zero_pager());
    for (uint32_t i = 0; i < pages_touched; ++i) {
        expect_zeros(1, place_at(drawn, i));
    }
}

void same_address_twice(Numbers& drawn) {
    set_pager(zero_pager());
    for (uint32_t i = 1; i <= pages_touched; ++i) {
        write_word(i, place_at(drawn, 0), word_at(drawn, i));
    }
    for (uint32_t i = 1; i <= pages_touched; ++i) {
        read_word(i, place_at(drawn, 0));
    }
}

void asked_again(Numbers& drawn) {
    set_pager(zero_pager());
    write_word(1, place_at(drawn, 0), word_at(drawn, 0));
    ask(1, zero_pager(), place_at(drawn, 0), 0, page(place_at(drawn, 1)));
    read_word(1, place_at(drawn, 1));
}

void give_back_all(Numbers& drawn) {
    set_pager(zero_pager());
    for (uint32_t i = 0; i < many_pages(drawn); ++i) {
        write_word(1, place_at(drawn, i), word_at(drawn, i));
    }
    const uint32_t lent_on = drawn.at(91) % many_pages(drawn);
    lend(1, place_at(drawn, lent_on), 3, place_at(drawn, lent_on), writable);
    give_back(1);
}

void memory_used_again(Numbers& drawn) {
    set_pager(zero_pager());
    for (uint32_t i = 0; i < many_pages(drawn); ++i) {
        write_word(1, word_place(drawn, i), word_at(drawn, i) | 1);
    }
    give_back(1);
    for (uint32_t i = 0; i < many_pages(drawn); ++i) {
        expect_zeros(2, place_at(drawn, places / 2 + i));
    }
}

void others_stay(Numbers& drawn) {
    set_pager(zero_pager());
    write_word(1, place_at(drawn, 0), word_at(drawn, 0));
    write_word(2, place_at(drawn, 0), word_at(drawn, 1));
    give_back(1);
    read_word(2, place_at(drawn, 0));
}

void count_a_fault(Numbers& drawn) {
    set_pager(zero_pager());
    common_address = place_at(drawn, 0);
    try_in(1, [] {
        instructions_taken =
            counted([] { static_cast<void>(word_in(common_address) + 0); });
    });
    note(instructions_taken);
}

}  // namespace kumquat::user
