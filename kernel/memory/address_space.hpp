// address_space.hpp -- page directories: one for each task, the upper quarter the same in all.
// The master directory holds the kernel's entries. A new space copies them; entries of the TCB
// array that come later are copied when they are first missed.
#pragma once

#include "kernel/x86/page_table.hpp"

namespace kumquat {

extern "C" PageTable master_directory;  // boot.S

/// An empty space: nothing mapped for the user, everything for the kernel.
/// \param directory  out: physical address of its page directory
/// \return           false if there is no memory; then nothing has changed
[[nodiscard]] bool create_address_space(PhysAddr& directory);

/// The entry that maps one user page of 4 KB.
/// \param page  below 3 GB
/// \return      nullptr if there is no page table for it
PageEntry* find_page_entry(PhysAddr directory, VirtAddr page);

/// As above, with a page table made for it where there is none.
/// \return  nullptr if there is no memory; then nothing has changed
PageEntry* make_page_entry(PhysAddr directory, VirtAddr page);

/// Copy a byte out of a space, however that space stands to the current one.
/// \return  false if the page is not mapped there; then `byte` is unchanged
[[nodiscard]] bool read_user_byte(PhysAddr directory, VirtAddr address, uint8_t& byte);

}  // namespace kumquat
