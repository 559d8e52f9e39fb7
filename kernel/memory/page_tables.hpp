// page_tables.hpp -- page tables come, go, and make room for 4 MB pages.
// A page table comes with the frame for its notes. Where a 4 MB page takes its place in the
// directory, the table is put aside with the page's node: so a 4 MB page can always be split
// into small ones again, and taking away a part of it cannot fail for want of memory.
#pragma once

#include "kernel/memory/address_space.hpp"

namespace kumquat {

constexpr uint32_t frames_for_table = 2;

/// Frames that are missing for a page of 4 KB there: those of a page table, or none.
uint32_t frames_for_page(const AddressSpace& space, VirtAddr page);

/// Enter a page of 4 KB. \param node  for its note; null in sigma0's space, which has no nodes
/// Requires: nothing is entered there, and as many frames as frames_for_page() says.
void enter_page(TaskNumber task, VirtAddr page, PageEntry entry, MappingNode* node);

/// Take out a page of 4 KB that is present.
void clear_page(TaskNumber task, VirtAddr page);

/// How many pages the page table there shows. Requires: there is one.
uint32_t pages_in_table(const AddressSpace& space, VirtAddr page);

/// Whether a 4 MB page can be entered: there is no page table, or an empty one.
bool has_room_for_large_page(const AddressSpace& space, VirtAddr page);

/// Enter a page of 4 MB.
/// Requires: there is room, and as many frames as frames_for_page() says.
void enter_large_page(TaskNumber task,
                      VirtAddr page,
                      PageEntry entry,
                      MappingNode& node);

/// Take out a page of 4 MB, with the page table that was put aside for it.
void clear_large_page(TaskNumber task, VirtAddr page);

/// Move a page of 4 MB to another space, with the page table that was put aside for it.
/// Requires: there is room. \param entry  what the new space shows
void move_large_page(
    TaskNumber from, VirtAddr page, TaskNumber to, VirtAddr new_page, PageEntry entry);

/// Show the same memory in pages of 4 KB, from the table that was put aside.
/// Some 3,100 instructions: the longest step of all.
void split_large_page(TaskNumber task, VirtAddr page);

/// Give back an empty page table. Requires: there is one.
void drop_page_table(TaskNumber task, VirtAddr page);

}  // namespace kumquat
