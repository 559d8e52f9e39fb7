// communication_window.hpp -- a look into the partner's memory, so that a message is copied once.
// Two windows of 8 MB lie in the kernel's part of every space. To carry a message, the sender's
// page directory gets the receiver's entries for the buffer (window 0) or for a string (window
// 1) copied into it, for the kernel's eyes only: two words written, and no page table touched.
// What is not mapped over there faults here, and the fault is the receiver's.
// The entries are left as they are behind a message: nobody looks through a window that is not
// set, and who sets one loads CR3, so that the TLB does not remember the last partner.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Direct Transfer by Temporary
// Mapping".
#pragma once

#include "kernel/x86/page_table.hpp"

namespace kumquat {

constexpr uint32_t window_count = 2, window_bytes = 2 * LARGE_PAGE_SIZE;

/// Let a window of the current space show `partner`'s memory from `address` on.
/// \param window     0 or 1
/// \param directory  of the current space
/// \param address    below 3 GB; at least 4 MB behind it are shown
/// \return           where the address is seen
uint32_t
show_in_window(uint32_t window, PhysAddr directory, PhysAddr partner, uint32_t address);

/// The window that shows `address`, or window_count.
inline uint32_t window_of(uint32_t address) {
    const uint32_t window = (address - COMMUNICATION_WINDOWS) / window_bytes;
    return window < window_count ? window : window_count;
}

/// Offset of `address` in its window.
inline uint32_t window_offset(uint32_t address) {
    return (address - COMMUNICATION_WINDOWS) % window_bytes;
}

}  // namespace kumquat
