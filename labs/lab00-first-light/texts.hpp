// texts.hpp -- what the console tests of lab 0 print; guest and grader draw the same.
#pragma once

#include "labs/common/numbers.hpp"

namespace kumquat {

constexpr uint32_t console_text_length = 200;
constexpr uint32_t numbers_printed = 12;

/// Numbers in which all digits occur: 01234567 and 89ABCDEF turned about, then any.
inline uint32_t telling_number(Numbers& numbers, uint32_t index) {
    const uint32_t turn = 4 * numbers.below(8);
    const uint32_t any = numbers.next();
    const uint32_t digits = index % 2 == 0 ? 0x01234567u : 0x89ABCDEFu;
    const uint32_t turned =
        turn == 0 ? digits : (digits << turn) | (digits >> (32 - turn));
    return index < 6 ? turned : any;
}

/// Zero, and numbers of seven digits and fewer.
inline uint32_t small_number(Numbers& numbers, uint32_t index) {
    const uint32_t any = numbers.next();
    return index == 0 ? 0 : any >> (4 * (1 + index % 7));
}

}  // namespace kumquat
