// boot_memory.hpp -- who gets which piece of physical memory, decided once at start-up.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/abi/multiboot.hpp"

namespace kumquat {

/// Fill main_memory of the info page: from memmap= on the command line; else from the loader's memory
/// map; else from what it says about the memory above 1 MB.
void find_main_memory(const MultibootInfo& info);

/// Place the kernel pool: one block behind the kernel image and the boot modules, a quarter of
/// RAM or kmem= megabytes. Fills the reserved and dedicated regions of the info page.
/// \param modules  the span of all modules and what describes them; empty if there are none
/// Requires: find_main_memory() has run. Stops the machine if memory is too small.
void place_kernel_pool(MemoryRange modules);

}  // namespace kumquat
