// placement.hpp -- where a send fpage lands in a receive window.
// The sender says what it gives, the receiver where it may go. The smaller of the two fpages fixes
// the size; where the larger one leaves a choice, the hot spot, a word of the message, decides.
// Source: L4 Version 2 on i386, "Placement: which pages, where".
#pragma once

#include "kernel/abi/fpage.hpp"
#include "kernel/debug/hole.hpp"

namespace kumquat {

struct Placement {
    uint32_t source;
    uint32_t destination;
    uint32_t pages;  // of 4 KB, a power of 2

    constexpr uint32_t order() const {
        return page_order + static_cast<uint32_t>(__builtin_ctz(pages));
    }
    friend constexpr bool operator==(const Placement&, const Placement&) = default;
};

/// Placement of `send` in `window`, steered by the hot spot.
/// \param hot_spot  snd_base of the message; its low 12 bits do not matter
/// Requires: both fpages are valid.
inline Placement place(Fpage send, Fpage window, uint32_t hot_spot) {
    // LAB 6 BEGIN placement: the bits that both leave open, and who decides the others
    const uint32_t s = send.offset_mask(), r = window.offset_mask();
    return {(send.word() & ~s) | (hot_spot & s & ~r),
            (window.word() & ~r) | (hot_spot & r & ~s), (s & r) / page_size + 1};
    // LAB 6 END
}

}  // namespace kumquat
