// fpage.hpp -- flexpage: a size-aligned region of 2^order bytes, the unit of map and unmap.
//
//     31              12 11     8 7      2   1   0
//    |   base / 4096    |   0    |  order  | w | g |
//
// As a receive window and in fpage_unmap the bits w and g belong to the descriptor.
// Source: L4 Version 2 on i386, "Flexpages".
#pragma once

#include "field.hpp"

namespace kumquat {

constexpr uint32_t page_size = 4096;       // bytes
constexpr uint32_t page_order = 12;        // log2 of it
constexpr uint32_t large_page_order = 22;  // of 4 MB
constexpr uint32_t user_space_end = 0xC0000000;

class Fpage {
public:
    using Order = Field<2, 6>;
    static constexpr uint32_t grant_bit = 1u << 0, write_bit = 1u << 1;
    static constexpr uint32_t whole_space_order = 32;

    constexpr explicit Fpage(uint32_t word = 0) : word_{word} {}

    /// \param base   any address inside the region; its low bits are cut off
    /// \param order  12..31, log2 of the size in bytes
    /// \param flags  write_bit | grant_bit
    static constexpr Fpage make(uint32_t base, uint32_t order, uint32_t flags = 0) {
        return Fpage{Order::set(align(base, order) | flags, order)};
    }
    static constexpr Fpage whole_space() {
        return Fpage{Order::set(0, whole_space_order)};
    }

    constexpr uint32_t word() const { return word_; }
    constexpr bool is_valid() const { return Order::get(word_) >= page_order; }
    constexpr bool is_writable() const { return (word_ & write_bit) != 0; }
    constexpr bool is_grant() const { return (word_ & grant_bit) != 0; }

    /// log2 of the size in bytes: 12..32. Larger fields count as the whole space.
    constexpr uint32_t order() const {
        const uint32_t raw = Order::get(word_);
        return raw > whole_space_order ? whole_space_order : raw;
    }
    /// The bits of an address that say where in the region it lies.
    constexpr uint32_t offset_mask() const {
        const uint32_t raw = Order::get(word_);
        return raw >= whole_space_order ? ~0u : (1u << raw) - 1;
    }
    /// First byte, cut down to a multiple of the size.
    constexpr uint32_t base() const { return word_ & ~0xFFFu & ~offset_mask(); }

    /// `address` cut down to a multiple of 2^order; order 32 gives 0.
    static constexpr uint32_t align(uint32_t address, uint32_t order) {
        return order >= 32 ? 0 : address & ~((1u << order) - 1);
    }

private:
    uint32_t word_;
};

static_assert(Fpage::whole_space().word() == 0x00000080);
static_assert(Fpage::make(0x1000, 12, Fpage::write_bit).word() == 0x00001032);
static_assert(Fpage::make(0x400000, 22, 3).word() == 0x0040005B);

}  // namespace kumquat
