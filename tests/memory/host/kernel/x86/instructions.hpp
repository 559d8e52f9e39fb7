// instructions.hpp -- what the memory part needs of the machine, on the host: no TLB, and no
// address space is the current one. Stands before the kernel's file in the include path.
#pragma once

#include "kernel/memory/address.hpp"

namespace kumquat {

inline void fill_words(uint32_t* words, uint32_t value, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) {
        words[i] = value;
    }
}

inline uint32_t count_zero_words(const uint32_t* words, uint32_t count) {
    uint32_t zeros = 0;
    while (zeros < count && words[zeros] == 0) {
        ++zeros;
    }
    return zeros;
}

inline void copy_words(uint32_t to, uint32_t from, uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) {
        reinterpret_cast<uint32_t*>(uintptr_t{to})[i] =
            reinterpret_cast<uint32_t*>(uintptr_t{from})[i];
    }
}

/// As if some thread were running. Both are defined in tests/memory/machine.cpp.
uint32_t read_stack_pointer();
uint64_t read_time_stamp();
inline PhysAddr read_page_directory() { return PhysAddr{}; }
inline void invalidate_page(VirtAddr) {}

}  // namespace kumquat
