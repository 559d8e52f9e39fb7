// plans.hpp -- the messages of lab 8's tests that nothing gets in the way of.
#pragma once

#include "kernel/abi/timeouts.hpp"
#include "labs/lab08-long-messages/scenes.hpp"

namespace kumquat::lab08 {

/// A number from `low` up to `high`, both included.
constexpr uint32_t
drawn(const Numbers& numbers, uint32_t index, uint32_t low, uint32_t high) {
    return low + numbers.at(700 + index) % (high - low + 1);
}

/// A message of few words: three dopes that say different things, and all of it in one page.
constexpr Plan small_message(const Numbers& numbers) {
    Plan plan;
    plan.message = drawn(numbers, 0, 0, 200) * 4;
    plan.buffer = drawn(numbers, 1, 0, 200) * 4;
    const uint32_t words = drawn(numbers, 2, 5, 60);
    plan.send = MessageDope::make(words, 0);
    plan.size = MessageDope::make(words + drawn(numbers, 3, 1, 9), 0);
    plan.room = MessageDope::make(words + drawn(numbers, 4, 10, 19), 0);
    return plan;
}

/// One string more is described than sent, if a dope can count it. (A plan is large for the stack of a
/// program: it is changed where it is.)
constexpr Plan&& with_send(Plan&& plan, uint32_t words, uint32_t strings) {
    plan.send = MessageDope::make(words, strings);
    plan.size =
        MessageDope::make(plan.size.dwords(), smaller(strings + 1, Plan::most_strings));
    return static_cast<Plan&&>(plan);
}
constexpr Plan&& for_registers(Plan&& plan) {
    plan.to_registers = true;
    return static_cast<Plan&&>(plan);
}

/// \param room  how much larger the place is than the string
constexpr PlannedString
string_of(const Numbers& numbers, uint32_t length, uint32_t room) {
    return {.from = drawn(numbers, 20, 5, 4000),
            .length = length,
            .place = drawn(numbers, 30, 5, 4000),
            .capacity = length + room};
}

// Words.

constexpr Plan two_words_plan(const Numbers& numbers) {
    return for_registers(with_send(small_message(numbers), 2, 0));
}
constexpr Plan no_words_plan(const Numbers& numbers) {
    return for_registers(with_send(small_message(numbers), drawn(numbers, 5, 0, 1), 0));
}
constexpr Plan three_words_plan(const Numbers& numbers) {
    return for_registers(with_send(small_message(numbers), drawn(numbers, 5, 3, 9), 0));
}
constexpr Plan unexpected_string_plan(const Numbers& numbers) {
    Plan plan = for_registers(with_send(small_message(numbers), 2, 1));
    plan.strings[0] = string_of(numbers, 100, 0);
    return plan;
}
/// Room for some of the words only; there would be room for the string.
constexpr Plan cut_words_plan(const Numbers& numbers) {
    Plan plan = with_send(small_message(numbers), drawn(numbers, 5, 30, 60), 1);
    plan.room = MessageDope::make(drawn(numbers, 6, 3, 29), 1);
    plan.strings[0] = string_of(numbers, 100, 10);
    return plan;
}
constexpr Plan many_words_plan(const Numbers& numbers) {
    Plan plan = small_message(numbers);
    const uint32_t words = drawn(numbers, 5, 4000, 9000);
    plan.size = plan.send = MessageDope::make(words, 0);
    plan.room = plan.size;
    return plan;
}
/// A buffer in the middle of which one entry of the page directory ends.
constexpr Plan words_at_border_plan(const Numbers& numbers) {
    Plan plan = many_words_plan(numbers);
    plan.at_border = true;
    plan.buffer = block_bytes - drawn(numbers, 6, 1, 3000) * 4;
    return plan;
}
constexpr Plan one_task_plan(const Numbers& numbers) {
    Plan plan = small_message(numbers);
    plan.in_one_task = true;
    return plan;
}

/// Words that are pairs: each names a page of the strings' area, and where it goes.
constexpr uint32_t pairs(const Numbers& numbers) { return drawn(numbers, 5, 9, 24); }
constexpr Plan pairs_plan(const Numbers& numbers) {
    Plan plan = small_message(numbers);
    plan.size = plan.send = plan.room = MessageDope::make(2 * pairs(numbers), 0);
    return plan;
}
constexpr uint32_t page_of_pair(uint32_t index) {
    return (3 + 5 * index) % pages_in_area;
}
constexpr Fpage pair_page(const Numbers& numbers, uint32_t index) {
    return Fpage::make(place_at(numbers, sent_strings, false) +
                           page_of_pair(index) * page_size,
                       page_order, Fpage::write_bit);
}
constexpr uint32_t pair_place(const Numbers& numbers, uint32_t index) {
    return 0xA0000000 + index * border_bytes +
           numbers.at(680 + index) % 1024 * page_size;
}

// Strings.

constexpr Plan one_string_plan(const Numbers& numbers) {
    Plan plan = with_send(small_message(numbers), drawn(numbers, 5, 2, 5), 1);
    plan.room = MessageDope::make(drawn(numbers, 6, 6, 20), 1);
    plan.strings[0] =
        string_of(numbers, drawn(numbers, 7, 20, 9000) | 1, drawn(numbers, 8, 1, 900));
    return plan;
}
constexpr Plan exact_string_plan(const Numbers& numbers) {
    Plan plan = one_string_plan(numbers);
    plan.strings[0].capacity = plan.strings[0].length;
    return plan;
}
/// Words and strings, each in a part of the areas into which no other reaches.
constexpr Plan strings_plan(const Numbers& numbers, uint32_t count) {
    Plan plan = with_send(small_message(numbers), drawn(numbers, 5, 3, 9), count);
    plan.room = MessageDope::make(drawn(numbers, 6, 10, 20), count);
    const uint32_t part = area_bytes / count;
    for (uint32_t i = 0; i < count; ++i) {
        const uint32_t index = 100 + 4 * i;
        const uint32_t length = drawn(numbers, index, 20, part / 2);
        plan.strings[i] = {.from = i * part + drawn(numbers, index + 1, 5, part / 4),
                           .length = length,
                           .place = i * part + drawn(numbers, index + 2, 5, part / 4),
                           .capacity = length + drawn(numbers, index + 3, 0, 900)};
    }
    return plan;
}
/// As many as there can be.
constexpr Plan most_strings_plan(const Numbers& numbers) {
    Plan plan = strings_plan(numbers, Plan::most_strings);
    plan.looked_at = drawn(numbers, 50, 0, Plan::most_strings - 4);
    return plan;
}
constexpr Plan some_strings_plan(const Numbers& numbers) {
    return strings_plan(numbers, drawn(numbers, 51, 3, Plan::most_strings));
}
/// One of them, between others, is too long for its place.
constexpr Plan cut_string_plan(const Numbers& numbers) {
    Plan plan = some_strings_plan(numbers);
    const uint32_t cut = drawn(numbers, 52, 1, plan.send.strings() - 2);
    plan.strings[cut].capacity = drawn(numbers, 7, 1, plan.strings[cut].length - 1);
    plan.looked_at = cut - 1;
    return plan;
}
/// The last ones have none.
constexpr Plan missing_place_plan(const Numbers& numbers) {
    Plan plan = some_strings_plan(numbers);
    const uint32_t places = drawn(numbers, 52, 1, plan.send.strings() - 1);
    plan.looked_at = places - 1;
    plan.room = MessageDope::make(plan.room.dwords(), places);
    return plan;
}
/// One is empty, and so is its place: it lies where no page is.
constexpr Plan empty_string_plan(const Numbers& numbers) {
    Plan plan = some_strings_plan(numbers);
    plan.looked_at = drawn(numbers, 52, 0, plan.send.strings() - 1);
    plan.strings[plan.looked_at] = {.from = area_bytes + drawn(numbers, 40, 0, 9000),
                                    .length = 0,
                                    .place = area_bytes + drawn(numbers, 41, 0, 9000),
                                    .capacity = 0};
    return plan;
}
constexpr Plan string_at_border_plan(const Numbers& numbers) {
    Plan plan = one_string_plan(numbers);
    plan.at_border = true;
    plan.strings[0].length = drawn(numbers, 40, 9000, 20000);
    plan.strings[0].capacity = 20000;
    plan.strings[0].place = block_bytes - drawn(numbers, 41, 1, 8999);
    plan.buffer = block_bytes - drawn(numbers, 42, 1, plan.room.dwords()) * 4;
    return plan;
}
/// A buffer with room for no words.
constexpr Plan string_alone_plan(const Numbers& numbers) {
    Plan plan = with_send(one_string_plan(numbers), 2, 1);
    plan.room = MessageDope::make(drawn(numbers, 41, 0, 1), 1);
    return plan;
}
/// Pairs of places that differ in the upper bits of their addresses only. They are several and short,
/// since a TLB forgets by itself, too, when much is copied between two looks.
constexpr Plan far_string_plan(const Numbers& numbers) {
    constexpr uint32_t strings = 8;
    Plan plan = strings_plan(numbers, strings);
    plan.send = plan.size = plan.room = MessageDope::make(2, strings);
    for (uint32_t i = 0; i < strings; i += 2) {
        plan.strings[i + 1].place = plan.strings[i].place;
        plan.strings[i + 1].to_area = far_strings;
    }
    return plan;
}

// Pages that are missing.

constexpr uint32_t all_pages = 0xFFFFFFFF;

/// Words and a string, each on several pages.
constexpr Plan wide_message(const Numbers& numbers) {
    Plan plan = with_send(many_words_plan(numbers), drawn(numbers, 5, 4000, 9000), 1);
    plan.room = MessageDope::make(plan.send.dwords(), 1);
    plan.strings[0] = string_of(numbers, drawn(numbers, 7, 9000, 20000), 1000);
    return plan;
}
constexpr Plan receiver_misses_plan(const Numbers& numbers) {
    Plan plan = wide_message(numbers);
    plan.missing[buffer_area] = plan.missing[got_strings] = all_pages;
    return plan;
}
constexpr Plan sender_misses_plan(const Numbers& numbers) {
    Plan plan = wide_message(numbers);
    plan.missing[message_area] = plan.missing[sent_strings] = all_pages;
    return plan;
}
/// The middle of buffer and place is where one entry of the page directory ends.
constexpr Plan border_misses_plan(const Numbers& numbers) {
    Plan plan = receiver_misses_plan(numbers);
    plan.at_border = true;
    plan.buffer = block_bytes - drawn(numbers, 6, 500, 3500) * 4;
    plan.strings[0].place = block_bytes - drawn(numbers, 41, 1, 8999);
    return plan;
}
/// Of the place of a string the second page.
constexpr Plan missing_middle_plan(const Numbers& numbers) {
    Plan plan = one_string_plan(numbers);
    plan.strings[0].length = drawn(numbers, 40, 9000, 20000);
    plan.strings[0].capacity = 20001;
    plan.missing[got_strings] = 2u << (plan.strings[0].place / page_size);
    return plan;
}
/// And then the third page of the string itself.
constexpr Plan missing_twice_plan(const Numbers& numbers) {
    Plan plan = missing_middle_plan(numbers);
    plan.missing[sent_strings] = 4u << (plan.strings[0].from / page_size);
    return plan;
}
constexpr Plan&& in_one_task(Plan&& plan) {
    plan.in_one_task = true;
    return static_cast<Plan&&>(plan);
}
/// One string to a place of which nothing is there, or from where nothing is.
constexpr Plan string_to_nowhere_plan(const Numbers& numbers) {
    Plan plan = one_string_plan(numbers);
    plan.missing[got_strings] = all_pages;
    return plan;
}
constexpr Plan string_from_nowhere_plan(const Numbers& numbers) {
    Plan plan = one_string_plan(numbers);
    plan.missing[sent_strings] = all_pages;
    return plan;
}

/// Timeouts of faults: exponents, and what they mean.
constexpr uint32_t fault_exponent = 9, fault_timeout_us = 4096;
constexpr TimeoutWord send_fault_timeout(uint32_t exponent) {
    return TimeoutWord{exponent << 12};
}
constexpr TimeoutWord receive_fault_timeout(uint32_t exponent) {
    return TimeoutWord{exponent << 8};
}

/// The longest string there is, to a place that 4 MB do not begin with.
constexpr uint32_t large_order = 22, large_source = 0x400000, large_target = 0x800000;
constexpr uint32_t large_sent_place = 0x20000000, large_got_place = 0x30000000;
constexpr uint32_t large_samples = 8;
constexpr uint32_t large_offset(const Numbers& numbers) {
    return 1 + drawn(numbers, 40, 0, 0x3FF000);
}
/// Where in the string a word is looked at: the first and the last, and others between.
constexpr uint32_t large_sample(const Numbers& numbers, uint32_t index) {
    const uint32_t part = longest_string / large_samples;
    return index == 0 ? 0
           : index == large_samples - 1
               ? longest_string - 4
               : index * part + drawn(numbers, 50 + index, 0, 9000) * 4;
}

}  // namespace kumquat::lab08
