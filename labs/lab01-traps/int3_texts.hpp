// int3_texts.hpp -- what the programs of lab 1 print; guest and grader draw the same.
#pragma once

#include "labs/common/numbers.hpp"

namespace kumquat {

constexpr uint32_t int3_calls = 10, int3_texts = 4;

struct DrawnInt3 {
    uint32_t function;
    uint32_t eax;
};

/// Output functions, each at least once.
inline DrawnInt3 draw_int3(Numbers& numbers, uint32_t index) {
    constexpr uint32_t functions[] = {0, 5, 7, 9, 11};
    const uint32_t function = functions[index % 5];
    const uint32_t any = numbers.next();
    const uint32_t character = static_cast<unsigned char>(numbers.character());
    return {function, function == 0 ? (any & ~0xFFu) | character : any};
}

/// A jump of one byte leads over 127 bytes at most. \param index  which of the test's texts
inline uint32_t draw_text_length(Numbers& numbers, uint32_t index) {
    return index == 0 ? 101 + numbers.below(27) : 1 + numbers.below(127);
}

}  // namespace kumquat
