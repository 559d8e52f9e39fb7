// page_tables.hpp -- page tables come, go, and make room for 4 MB pages.
// A page table comes with the frame for its notes. Where a 4 MB page takes its place in the
// directory, the table is put aside with the page's node: so a 4 MB page can always be split
// into small ones again, and taking away a part of it cannot fail for want of memory.
#pragma once

#include "kernel/memory/address_space.hpp"

namespace kumquat {

constexpr uint32_t frames_for_table = 2;

/// A page table for the 4 MB around a page. \return  the place of the page in it
/// Requires: there is none, and frames_for_table frames are available.
PageSlot add_page_table(TaskNumber task, VirtAddr page);

/// Give back an empty page table. Requires: there is one.
void drop_page_table(TaskNumber task, VirtAddr page);

/// How many entries from this one on are absent, which is to say zero.
/// \param limit  look at no more than so many, at least 1
uint32_t absent_entries(const PageEntry* entry, uint32_t limit);

/// Whether the 4 MB around a page are one: a page of 4 MB, or nothing, which can become one.
bool can_be_large_page(const AddressSpace& space, VirtAddr page);

/// Enter a page, of 4 KB or, as its entry says, of 4 MB: then `node` keeps the page table.
/// \param slot  of the page in the page table. Requires: there is room.
void enter_page(const AddressSpace& space,
                VirtAddr page,
                PageSlot slot,
                PageEntry entry,
                MappingNode& node);

/// Take out a page that is present. For one of 4 MB the page table comes back, empty.
void take_out_page(const AddressSpace& space, VirtAddr page, PageSlot slot);

/// Show the same memory with the same rights in pages of 4 KB, from the table that was put aside.
/// Each page's note names the node of the large one, which counts its pieces from now on.
/// Some 3,100 instructions: the longest step of all.
void split_large_page(const AddressSpace& space, VirtAddr page);

}  // namespace kumquat
