// user_access.hpp -- the kernel reads and writes memory of the running thread, if it is there.
// The pages are those of the current address space, used in place. A page that is missing, or
// may not be written, is no disaster: the function says so, and read_fault_address() tells
// where. (Who asks the pager for it: ipc/own_memory.hpp.)
#pragma once

#include "kernel/debug/hole.hpp"
#include "kernel/memory_layout.hpp"
#include "kernel/x86/fixups.hpp"

namespace kumquat {

/// Whether `size` bytes at `address` lie in user space, all of them. Both come from a program, so
/// their sum may be anything. \param size  1 to 2^16
inline bool is_user_range(uint32_t address, uint32_t size) {
    // LAB 4 BEGIN user range: the last byte, too, and no sum that runs over
    return address <= USER_SPACE_END - size;
    // LAB 4 END
}

/// \param value  a byte or a word
/// \return       false if there was a page fault
/// Requires: is_user_range.
template <typename Value>
[[nodiscard]] inline bool try_read(uint32_t address, Value& value) {
    bool faulted;
    asm volatile(KUMQUAT_MAY_FAULT("mov (%[address]), %[value]")
                 : [value] "=q"(value), "=@ccc"(faulted)
                 : [address] "r"(address)
                 : "memory");
    return !faulted;
}

[[nodiscard]] inline bool try_write(uint32_t address, uint32_t word) {
    bool faulted;
    asm volatile(KUMQUAT_MAY_FAULT("movl %[value], (%[address])")
                 : "=@ccc"(faulted)
                 : [value] "r"(word), [address] "r"(address)
                 : "memory");
    return !faulted;
}

}  // namespace kumquat
