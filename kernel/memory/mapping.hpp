// mapping.hpp -- lending pages: from the sender's space into the receiver's.
// There is no mapping database yet, so nothing can be taken back: that is what fpage_unmap
// will need one for.
// Source: L4 Version 2 on i386, "Address spaces: map, grant, unmap".
#pragma once

#include "kernel/abi/thread_id.hpp"
#include "kernel/memory/address.hpp"

namespace kumquat {

enum class MapResult {
    mapped,     // at least one page was mapped, or its rights were widened
    nothing,    // holes, occupied places, kernel memory, the same task: no error
    no_memory,  // a page table was missing and there was no frame for it
};

/// Map the pages of `send` into the other task, where its window and the hot spot put them.
/// A page that the sender does not have is skipped; so is one whose place is taken by another
/// frame. Rights only ever shrink on the way.
/// A grant is carried out as a map: the sender keeps the page. At most 4 MB are mapped.
/// FIXME: interrupts stay off throughout, some 250 instructions a page; long operations will
/// have to go in steps.
/// Requires: both fpages are valid.
/// Effects: sigma0 (the sender) owns all memory one-to-one, and its page tables do not matter.
MapResult
map_fpage(TaskNumber from, TaskNumber to, Fpage send, Fpage window, uint32_t hot_spot);

/// Map one page of sigma0 to itself, writable if it is not the kernel's.
/// \return  false if the page belongs to the kernel, or there is no memory
[[nodiscard]] bool map_for_sigma0(VirtAddr address);

}  // namespace kumquat
