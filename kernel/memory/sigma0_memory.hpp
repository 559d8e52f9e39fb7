// sigma0_memory.hpp -- sigma0 owns all memory but the kernel's, one to one, and the devices.
// Its mappings are the roots of all trees. It need not have them in its page tables to lend
// them: the kernel never looks there for a page to map on.
// Source: L4 Version 2 on i386, "sigma0 protocol"; "Page faults".
#pragma once

#include "kernel/memory/source_page.hpp"

namespace kumquat {

/// What sigma0 owns at an address: the memory of that physical address; from 0x40000000 on the
/// device memory 0x40000000 higher, uncached. Of the kernel's memory it has the info page, to
/// read.
SourcePage page_of_sigma0(VirtAddr page);

/// Serve a page fault of sigma0: the page one to one, writable; the whole 4 MB if they are free
/// of the kernel's memory.
/// If there is no memory for a page table, nothing happens, and sigma0 faults again.
/// \return  false if the page belongs to the kernel
[[nodiscard, gnu::noinline]] bool map_for_sigma0(VirtAddr address);

/// Take a page, or the 4 MB that show it, out of sigma0's own page tables.
void unmap_from_sigma0(VirtAddr address);

}  // namespace kumquat
