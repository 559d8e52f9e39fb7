// memory_map.hpp -- how much memory the machine has, from the boot loader's map.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/abi/multiboot.hpp"

namespace kumquat {

/// The one piece of RAM that the kernel info page can describe: from address 0 to the end of
/// the RAM that contains the address 1 MB. Real maps are untidy, so:
/// - entries that are not available do not count, even if they overlap available ones: RAM
///   ends where the first such entry above 1 MB begins;
/// - entries may come in any order, may touch and may overlap;
/// - the kernel manages 256 MB: what lies beyond, above 4 GB too, is cut off;
/// - the result is cut down to whole pages.
/// \param map  as the loader left it; entries of any size
/// \return     {0, first byte beyond}; {0, 0} if there is no RAM at 1 MB, or if an entry that is
///             not available covers it
MemoryRange main_memory_of(const MemoryMap& map);

}  // namespace kumquat
