// page_table.hpp -- the words that the MMU reads.
//
//    31           12 11   9 8  7  6  5   4   3   2   1  0
//   | frame number  | free |G|PS | D | A |PCD|PWT|U/S|R/W|P|      a 4 KB page or a page table
//    31       22 21 12 ...    7
//   | frame/1024 | 0   |    |1|   same flags                |      a 4 MB page (directory only)
//
// Source: Intel SDM vol. 3A, "32-bit paging".
#pragma once

#include "kernel/memory/address.hpp"
#include "kernel/x86/page_table_bits.hpp"

namespace kumquat {

constexpr uint32_t entries_per_table = 1024;

/// Entry of a page directory or of a page table: the formats are the same but for bit 7.
class PageEntry {
public:
    using FrameNumber = Field<12, 20>;

    constexpr PageEntry() = default;
    constexpr explicit PageEntry(uint32_t word) : word_{word} {}
    /// \param frame  at a multiple of 4 KB, or of 4 MB with PTE_LARGE
    constexpr PageEntry(PhysAddr frame, uint32_t flags)
        : word_{(frame.raw() & FrameNumber::mask) | flags} {}

    constexpr bool is_present() const { return (word_ & PTE_PRESENT) != 0; }
    constexpr bool is_writable() const { return (word_ & PTE_WRITABLE) != 0; }
    /// A 4 MB page. Requires: it is an entry of a directory.
    constexpr bool is_large() const { return (word_ & PTE_LARGE) != 0; }
    /// The same, for the kernel's eyes only.
    constexpr PageEntry without_user() const { return without(PTE_USER); }
    /// Of a 4 MB page: the entry that shows the 4 KB at `offset` in it on their own.
    constexpr PageEntry small_piece(uint32_t offset) const {
        return PageEntry{without(PTE_LARGE | PTE_ACCESSED | PTE_DIRTY).word() + offset};
    }
    constexpr PhysAddr frame() const { return PhysAddr{word_ & FrameNumber::mask}; }
    constexpr uint32_t word() const { return word_; }
    constexpr PageEntry with(uint32_t flags) const { return PageEntry{word_ | flags}; }
    constexpr PageEntry without(uint32_t flags) const {
        return PageEntry{word_ & ~flags};
    }

private:
    uint32_t word_ = 0;
};
static_assert(sizeof(PageEntry) == 4, "the MMU reads 4-byte entries");
static_assert(PageEntry{PhysAddr{0x3000}, 0b111}.word() == 0x3007);

struct PageTable {
    PageEntry entries[entries_per_table];
};
static_assert(sizeof(PageTable) == page_size);

/// Index into the page directory, and into the page table below it.
constexpr uint32_t directory_index(VirtAddr address) { return address.raw() >> 22; }
constexpr uint32_t table_index(VirtAddr address) {
    return (address.raw() >> 12) % entries_per_table;
}
static_assert(directory_index(VirtAddr{0xC0401000}) == 0x301);
static_assert(table_index(VirtAddr{0xC0401000}) == 1);

}  // namespace kumquat
