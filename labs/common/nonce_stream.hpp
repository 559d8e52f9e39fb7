// nonce_stream.hpp -- the numbers that a test is made of, drawn from its nonce.
// The guest test and the grader draw the same numbers, so that the right answers can be
// computed outside and differ from run to run.
// Source: Vigna, "splitmix64", public domain; Steele, Lea, Flood, "Fast Splittable Pseudorandom
// Number Generators", OOPSLA 2014.
#pragma once

#include <stdint.h>

namespace kumquat {

class NonceStream {
public:
    constexpr explicit NonceStream(uint64_t nonce) : state_{nonce} {}

    /// Next 32 bits.
    constexpr uint32_t next() {
        state_ += 0x9E3779B97F4A7C15;
        uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return static_cast<uint32_t>((mixed ^ (mixed >> 31)) >> 32);
    }

    /// Next number in [0, bound). Requires: bound != 0.
    constexpr uint32_t below(uint32_t bound) { return next() % bound; }

    /// A printable character: a letter or a digit.
    constexpr char character() {
        return "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"[below(
            62)];
    }

private:
    uint64_t state_;
};

}  // namespace kumquat
