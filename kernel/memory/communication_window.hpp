// communication_window.hpp -- a look into the partner's memory, so that a message is copied once.
// Two windows of 8 MB lie in the kernel's part of every space. To carry a message, the sender's
// page directory gets the receiver's entries for the buffer (window 0) or for a string (window
// 1) copied into it, for the kernel's eyes only: two words written, and no page table touched.
// What is not mapped over there faults here, and the fault is the receiver's.
// The entries are left as they are behind a message: nobody looks through a window that is not
// set. But the TLB must not remember the last partner when the next one is shown.
// Source: Liedtke, "Improving IPC by Kernel Design", SOSP 1993, "Direct Transfer by Temporary
// Mapping".
#pragma once

#include "kernel/x86/instructions.hpp"
#include "kernel/x86/page_table.hpp"

namespace kumquat {

constexpr uint32_t window_count = 2, window_bytes = 2 * LARGE_PAGE_SIZE;

/// Windows whose entries may be in the TLB: bit w for window w. thread_switch.S clears it
/// when it loads CR3.
extern "C" uint32_t windows_in_tlb;

/// Let a window of the current space show `partner`'s memory from `address` on.
/// \param directory  of the current space
/// \param address    below 3 GB; at least 4 MB behind it are shown
/// \return           where the address is seen
template <uint32_t window>
uint32_t show_in_window(PhysAddr directory, PhysAddr partner, uint32_t address) {
    static_assert(window < window_count);
    constexpr uint32_t start = COMMUNICATION_WINDOWS + window * window_bytes;
    constexpr uint32_t last = directory_index(user_end) - 1;
    PageEntry* const shown =
        direct<PageTable>(directory)->entries + directory_index(VirtAddr{start});
    const uint32_t first = directory_index(VirtAddr{address});
    const PageEntry* const there = direct<PageTable>(partner)->entries + first;
    shown[0] = there[0].without_user();
    // The entry behind the last of user space is the kernel's: nothing to be seen.
    shown[1] = first < last ? there[1].without_user() : PageEntry{};
    if ((windows_in_tlb & (1u << window)) != 0) {
        load_page_directory(directory);
        windows_in_tlb = 0;
    }
    windows_in_tlb |= 1u << window;
    return start + address % LARGE_PAGE_SIZE;
}

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
