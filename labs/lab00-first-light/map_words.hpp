// map_words.hpp -- how the grader sends memory maps to the guest test.
// A map is its number of entries; each entry is base and length, low word first, type, and the
// number of bytes behind it.
#pragma once

#include <stdint.h>

namespace kumquat {

constexpr uint32_t maps_judged = 8;  // for each claim
constexpr uint32_t entries_in_a_map = 16;

}  // namespace kumquat
