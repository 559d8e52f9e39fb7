// scenes.hpp -- what a message of lab 8 is made of; program and grader agree.
// A plan is a message: what is sent, where there is room for it, and which pages are missing. It lies
// in areas of memory, each seen by one actor. All of an area is full of drawn words, but for what
// describes the message: so what is sent is drawn, and so is what must stay as it is.
#pragma once

#include "kernel/abi/message.hpp"
#include "labs/common/numbers.hpp"

namespace kumquat::lab08 {

/// Numbers of areas. The sender's have even numbers.
constexpr uint32_t message_area = 0, buffer_area = 1, sent_strings = 2, got_strings = 3,
                   bystanders_area = 4, far_strings = 5, area_count = 6;
constexpr uint32_t block_bytes = 0x10000, area_bytes = 2 * block_bytes;
constexpr uint32_t pages_in_area = area_bytes / page_size;
constexpr uint32_t border_bytes = 0x400000;  // covered by one entry of a page directory

constexpr uint32_t register_words = 2, words_offset = 12, dope_bytes = 16;
constexpr uint32_t longest_string = 4u << 20;

constexpr uint32_t frame_at(const Numbers& numbers, uint32_t area) {
    return 0x800000 + area * 0x100000 + numbers.at(area) % 8 * area_bytes;
}

/// Where its actor sees an area. \param at_border  its middle is a multiple of 4 MB
constexpr uint32_t place_at(const Numbers& numbers, uint32_t area, bool at_border) {
    const uint32_t base =  // an odd multiple of 4 MB
        0x10000000 * (1 + area) + (1 + numbers.at(8 + area) % 16 * 2) * border_bytes;
    if (area == far_strings) {  // like the other strings, but in another 4 MB
        return base + place_at(numbers, got_strings, at_border) % border_bytes;
    }
    return at_border ? base - block_bytes
                     : base + numbers.at(16 + area) % 32 * area_bytes;
}

/// What is in an area at first. \param index  of the word
constexpr uint32_t dirt_at(const Numbers& numbers, uint32_t area, uint32_t index) {
    uint32_t word = numbers.at(24 + area) + index * 0x9E3779B9;
    word = (word ^ (word >> 15)) * 0x85EBCA6B;
    return word ^ (word >> 13);
}

/// Word 0 and word 1 of every message.
constexpr uint32_t word_at(const Numbers& numbers, uint32_t index) {
    return numbers.at(640 + index);
}

struct PlannedString {
    uint32_t from = 0, length = 0;     // in the sender's area
    uint32_t place = 0, capacity = 0;  // in the receiver's
    uint32_t to_area = got_strings;
};

struct Plan {
    static constexpr uint32_t most_strings = MessageDope::Strings::max;

    uint32_t message = 0, buffer = 0;  // offsets in their areas, multiples of 4
    MessageDope size, send;            // of the message
    MessageDope room;                  // size dope of the buffer
    bool to_registers = false;         // the receiver has no buffer
    bool at_border = false;
    bool in_one_task = false;
    PlannedString strings[most_strings];
    uint32_t looked_at = 0;  // the first of those strings whose edges are noted
    uint32_t missing[area_count] = {};  // pages of each area that a pager has to bring

    constexpr bool uses(uint32_t area) const {
        bool is_used = area < bystanders_area;
        for (const PlannedString& string : strings) {
            is_used = is_used || (area == string.to_area && string.capacity != 0);
        }
        return is_used;
    }
    constexpr uint32_t actor_of(uint32_t area) const {
        return in_one_task ? 1 : 1 + area % 2;
    }
    /// Offset of what describes a string, in the sender's message or the receiver's buffer.
    constexpr uint32_t sent_dope(uint32_t index) const {
        return message + words_offset + size.dwords() * 4 + index * dope_bytes;
    }
    constexpr uint32_t got_dope(uint32_t index) const {
        return buffer + words_offset + room.dwords() * 4 + index * dope_bytes;
    }
};

constexpr uint32_t smaller(uint32_t one, uint32_t other) {
    return one < other ? one : other;
}
constexpr uint32_t at_least_two(uint32_t words) { return words > 2 ? words : 2; }

/// How much of a string goes over.
constexpr uint32_t bytes_of(const PlannedString& string) {
    return smaller(smaller(string.length, string.capacity), longest_string);
}

/// Write what describes the message and the buffer. \param poke  (area, offset, word)
template <typename Poke>
constexpr void write_dopes(const Plan& plan, const Numbers& numbers, Poke poke) {
    poke(message_area, plan.message + 4, plan.size.word());
    poke(message_area, plan.message + 8, plan.send.word());
    const uint32_t from = place_at(numbers, sent_strings, plan.at_border);
    for (uint32_t i = 0; i < plan.size.strings(); ++i) {
        poke(message_area, plan.sent_dope(i), plan.strings[i].length);
        poke(message_area, plan.sent_dope(i) + 4, from + plan.strings[i].from);
    }
    if (plan.to_registers) {
        return;
    }
    poke(buffer_area, plan.buffer, 0);
    poke(buffer_area, plan.buffer + 4, plan.room.word());
    for (uint32_t i = 0; i < plan.room.strings(); ++i) {
        const PlannedString& string = plan.strings[i];
        poke(buffer_area, plan.got_dope(i) + 8, string.capacity);
        poke(buffer_area, plan.got_dope(i) + 12,
             place_at(numbers, string.to_area, plan.at_border) + string.place);
    }
}

/// The places where mistakes show: the program notes every word of them, of four strings at most (all
/// that is wrong with the others shows in the sums of their pages).
/// \param look  (area, offset of the first word, how many words, what that is)
template <typename Look>
constexpr void look_at_edges(const Plan& plan, Look look) {
    if (plan.to_registers) {
        return;
    }
    const uint32_t words =
        smaller(at_least_two(plan.send.dwords()), at_least_two(plan.room.dwords()));
    look(buffer_area, plan.buffer, 6, "the buffer");
    look(buffer_area, plan.buffer + words_offset + words * 4 - 8, 4,
         "the end of the words in the buffer");
    const uint32_t end = smaller(plan.room.strings(), plan.looked_at + 4);
    for (uint32_t i = plan.looked_at; i < end; ++i) {
        const PlannedString& string = plan.strings[i];
        const uint32_t place = string.place & ~3u;
        look(buffer_area, plan.got_dope(i), 4, "what describes a string in the buffer");
        if (bytes_of(string) == 0) {
            continue;
        }
        look(string.to_area, place - 4, 3, "the beginning of a string");
        look(string.to_area, (string.place + bytes_of(string) - 4) & ~3u, 3,
             "the end of a string");
    }
}

/// What a page comes to, for comparing. \param word_at_index  what its words are
template <typename WordAt>
constexpr uint32_t sum_of_page(WordAt word_at_index) {
    uint32_t sum = 0;
    for (uint32_t i = 0; i < page_size / 4; ++i) {
        sum = (sum ^ word_at_index(i)) * 0x01000193 + 1;
    }
    return sum;
}

}  // namespace kumquat::lab08
