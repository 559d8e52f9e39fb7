// scenes.hpp -- which pages the tests of lab 6 are about; program and grader agree.
#pragma once

#include "kernel/abi/fpage.hpp"
#include "kernel/abi/thread_id.hpp"
#include "labs/common/numbers.hpp"

namespace kumquat {

/// A frame of the 4 MB from 8 MB on: free memory. \param index  0 to 15: never twice the same
constexpr uint32_t frame_at(const Numbers& numbers, uint32_t index) {
    return 0x800000 + (64 * index + numbers.at(index) % 64) * page_size;
}

/// Sixteen frames that lie together. \param index  0 to 3
constexpr uint32_t frames_at(const Numbers& numbers, uint32_t index) {
    return 0xC00000 + (4 * index + numbers.at(32 + index) % 4) * 16 * page_size;
}

/// A place for a page in a task. \param index  below 64: each has its own 4 MB
constexpr uint32_t place_at(const Numbers& numbers, uint32_t index) {
    return 0x10000000 + index * 0x400000 + numbers.at(300 + index) % 1024 * page_size;
}

/// Where sixteen pages that lie together go. \param index  below 64: each has its own 4 MB
constexpr uint32_t places_at(const Numbers& numbers, uint32_t index) {
    return 0x20000000 + index * 0x400000 +
           numbers.at(400 + index) % 64 * 16 * page_size;
}

/// What is written into a page.
constexpr uint32_t word_at(const Numbers& numbers, uint32_t index) {
    return numbers.at(600 + index);
}

constexpr uint32_t pages_lent = 3, sixteen = 16, sixteen_order = 16;

/// A window of 2^13 to 2^20 bytes around a place, and a hot spot anywhere.
constexpr Fpage drawn_window(const Numbers& numbers, uint32_t index) {
    return Fpage::make(place_at(numbers, index), 13 + numbers.at(500 + index) % 8);
}
constexpr uint32_t drawn_hot_spot(const Numbers& numbers, uint32_t index) {
    return numbers.at(520 + index);
}

constexpr uint32_t large_frame = 0x400000, large_place = 0x60000000;
constexpr uint32_t large_order = 22;
/// Which of the 1,024 pages in it.
constexpr uint32_t drawn_piece(const Numbers& numbers) {
    return 1 + numbers.at(540) % 1022;
}

/// For an unmap that takes long: 512 pages, twice in each of three tasks.
constexpr uint32_t many_order = 21, many_base = 0x70000000, times_lent = 6;
constexpr uint32_t many_place(uint32_t time) { return 0x71000000 + time * 0x400000; }

/// For a message that takes long: 4 blocks of 4 MB, which show the same frames.
constexpr uint32_t blocks_lent = 4, blocks_order = 24;

/// For a page that is lent to and fro, each time to the next place: the n-th in the chain is at place n.
constexpr uint32_t chain_longest = max_tasks - 1, chain_at_most = chain_longest + 50;
constexpr uint32_t chain_place(uint32_t index) {
    return 0x50000000 + index * page_size;
}

}  // namespace kumquat
