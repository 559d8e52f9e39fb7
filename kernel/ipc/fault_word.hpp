// fault_word.hpp -- what the message of a page fault says first.
#pragma once

#include "kernel/debug/hole.hpp"
#include "kernel/memory/address.hpp"

namespace kumquat {

/// Word 0 of a fault message: the address of a word, and in bit 1 whether it was to be written.
inline uint32_t fault_word(VirtAddr address, bool is_write) {
    // LAB 7 BEGIN fault word: thirty bits of address, and what was wanted
    return (address.raw() & ~3u) | (is_write ? 1u << 1 : 0);
    // LAB 7 END
}

}  // namespace kumquat
