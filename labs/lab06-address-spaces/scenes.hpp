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

/// Blocks of 4 MB, each once, in three parts of user space: of three indices in a row one is in each.
/// \param parts  of 256 MB  \param index  below 64
constexpr uint32_t
block_in(const uint32_t (&parts)[3], const Numbers& numbers, uint32_t index) {
    return parts[(numbers.at(298) + index) % 3] +
           (numbers.at(299) + index) % 64 * 0x400000;
}

/// A place for a page in a task: low, or in the upper half, up to the end of user space.
/// \param index  below 64: each has its own 4 MB
constexpr uint32_t low_part = 0x10000000, upper_part = 0x80000000,
                   last_part = 0xB0000000;
constexpr uint32_t place_at(const Numbers& numbers, uint32_t index) {
    return block_in({low_part, upper_part, last_part}, numbers, index) +
           numbers.at(300 + index) % 1024 * page_size;
}

/// Where sixteen pages that lie together go. \param index  below 64: each has its own 4 MB
constexpr uint32_t places_at(const Numbers& numbers, uint32_t index) {
    return block_in({0x20000000, 0x90000000, 0xA0000000}, numbers, index) +
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

/// A window around a place, of 8 KB to 16 MB in the upper part, of 32 MB to 2 GB in the others; in the
/// low part the place is 256 MB or more behind the window's begin.
constexpr Fpage wide_window(const Numbers& numbers, uint32_t index) {
    const uint32_t place = place_at(numbers, index), drawn = numbers.at(510 + index);
    const uint32_t order = place < upper_part  ? 29 + drawn % 3
                           : place < last_part ? 13 + drawn % 12
                                               : 25 + drawn % 7;
    return Fpage::make(place, order);
}
/// A hot spot that leads to the place in this window; its other bits are drawn.
constexpr uint32_t hot_spot_to_place(const Numbers& numbers, uint32_t index) {
    const uint32_t inside =
        wide_window(numbers, index).offset_mask() & ~(page_size - 1);
    return (place_at(numbers, index) & inside) |
           (drawn_hot_spot(numbers, index) & ~inside);
}

/// Fpages of 8 KB to 1 MB, each of another size. \param index  below pages_lent
constexpr uint32_t drawn_order(const Numbers& numbers, uint32_t index) {
    return 13 + (numbers.at(530) + 3 * index) % 8;
}
constexpr Fpage drawn_frames(const Numbers& numbers, uint32_t index, uint32_t flags) {
    return Fpage::make(frame_at(numbers, index), drawn_order(numbers, index), flags);
}

/// Some of sixteen pages that lie together: two, or four. \param pages  of places_at()
constexpr Fpage drawn_range(const Numbers& numbers, uint32_t pages) {
    return Fpage::make(pages + numbers.at(72) % sixteen * page_size,
                       13 + numbers.at(74) % 2);
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
