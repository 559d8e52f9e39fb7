// field.hpp -- a named group of bits in a 32-bit word.
// Every layout that the CPU or the ABI fixes is written with this one template, by the bit
// numbers that stand in the manual; the compiler never gets to choose an order.
#pragma once

#include "assert.hpp"

#include <stdint.h>

namespace kumquat {

/// Bits [lsb, lsb + width) of a 32-bit word.
template <unsigned lsb, unsigned width>
struct Field {
    static_assert(width >= 1 && width < 32 && lsb + width <= 32);
    static constexpr unsigned shift = lsb;
    static constexpr uint32_t max = (1u << width) - 1;
    static constexpr uint32_t mask = max << lsb;

    static constexpr uint32_t get(uint32_t word) { return (word & mask) >> lsb; }

    static constexpr uint32_t set(uint32_t word, uint32_t value) {
        KASSERT(value <= max);
        return (word & ~mask) | (value << lsb);
    }
};

static_assert(Field<10, 7>::get(0x000A0C00) == 3);
static_assert(Field<4, 4>::set(0xFFFFFFFF, 0) == 0xFFFFFF0F);

}  // namespace kumquat
