// scenes.hpp -- which pages the tests of lab 7 are about; program and grader agree.
#pragma once

#include "kernel/abi/fpage.hpp"
#include "labs/common/numbers.hpp"
#include "labs/programs/actor_starts.hpp"

namespace kumquat::lab07 {

/// A page of the test program's own memory. \param index  0 to 13: never twice the same
constexpr uint32_t lent_page(const Numbers& numbers, uint32_t index) {
    return roots_memory.low + (4 * index + numbers.at(index) % 4) * page_size;
}

/// Four of them in a row, at a multiple of their size.
constexpr uint32_t lent_pages = roots_memory.low + 56 * page_size;
constexpr uint32_t four = 4, four_order = 14;

/// A free page of the machine. \param index  0 to 11: never twice the same. The even ones lie from
/// 5 MB to 8 MB, below the kernel; the odd ones from 28 MB to 31 MB, above the kernel and its pool.
constexpr uint32_t free_frame_at(const Numbers& numbers, uint32_t index) {
    return (index % 2 == 0 ? 0x500000 : 0x1C00000) +
           (64 * index + numbers.at(32 + index) % 64) * page_size;
}

/// A place for a page in a task, anywhere from 768 MB up to the end of user space.
/// \param index  below 64: each has its own 36 MB. Of any three in a row one lies above 2 GB.
constexpr uint32_t places = 64;
constexpr uint32_t place_at(const Numbers& numbers, uint32_t index) {
    constexpr uint32_t begin = 0x30000000, bytes = (0xC0000000 - begin) / places;
    const uint32_t slot = (27 * index + numbers.at(299)) % places;
    return begin + slot * bytes +
           numbers.at(300 + index) % (bytes / page_size) * page_size;
}

/// An address in such a page, at which a word can be read. Of any four in a row one is a multiple of four.
constexpr uint32_t address_at(const Numbers& numbers, uint32_t index) {
    constexpr uint32_t whole_words = page_size / 4 - 1;
    return place_at(numbers, index) + numbers.at(400 + index) % whole_words * 4 +
           (numbers.at(399) + index) % 4;
}

/// Where words of a page are written. \param index  below 8: from page begin to page end
constexpr uint32_t offset_at(const Numbers& numbers, uint32_t index) {
    return (index * 128 + numbers.at(500 + index) % 128) * 4;
}

/// What is written into a page.
constexpr uint32_t word_at(const Numbers& numbers, uint32_t index) {
    return numbers.at(600 + index);
}

constexpr uint32_t pages_touched = 3, words_written = 8, pages_asked = 3;
/// So many one task touches, where it is about all of them.
constexpr uint32_t many_pages(const Numbers& numbers) {
    return 24 + numbers.at(90) % (places / 2 - 24 + 1);
}
constexpr uint32_t video_memory = 0xB8000;
constexpr uint32_t large_frame = 0x800000, large_place = 0x60000000;
/// As sigma0 is asked for device memory, of one device below 2 GB and of another above; the frames
/// lie 0x40000000 higher.
constexpr uint32_t devices_asked = 2;
constexpr uint32_t device_request(const Numbers& numbers, uint32_t index) {
    return 0x40000000 * (1 + index) + numbers.at(86 + index) % 256 * 0x400000;
}
constexpr uint32_t device_place(uint32_t index) {
    return 0x68000000 + index * 0x400000;
}

}  // namespace kumquat::lab07
