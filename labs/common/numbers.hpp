// numbers.hpp -- the numbers that a test is made of.
// The grader draws them from the nonce and hands them to the machine as a boot module. What they
// are for, and what should come of them, it keeps to itself: in the machine nothing is known of
// the nonce, so a kernel has nothing to calculate right answers from but its work.
// Invariant: grader and guest see the same numbers in the same order.
#pragma once

#include <stdint.h>

namespace kumquat {

/// How many there are in a test, unless the claim makes its own.
constexpr uint32_t numbers_in_a_test = 4096;

class Numbers {
public:
    /// \param words  array of `count` words that stays; count != 0
    constexpr Numbers(const uint32_t* words, uint32_t count)
        : words_{words}, count_{count} {}

    /// The next one; behind the last comes the first again.
    constexpr uint32_t next() {
        const uint32_t word = words_[used_];
        used_ = used_ + 1 == count_ ? 0 : used_ + 1;
        return word;
    }

    /// Next number in [0, bound). Requires: bound != 0.
    constexpr uint32_t below(uint32_t bound) { return next() % bound; }

    /// A printable character: a letter or a digit.
    constexpr char character() {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[below(
            62)];
    }

    /// The one at a place, whatever has been drawn. \param index  any; they go round
    constexpr uint32_t at(uint32_t index) const { return words_[index % count_]; }

    /// Others, for what takes nobody knows how many: the second half of all.
    constexpr Numbers others() const { return {words_ + count_ / 2, count_ / 2}; }

private:
    const uint32_t* words_;
    uint32_t count_;
    uint32_t used_ = 0;
};

}  // namespace kumquat
