// boot_modules.hpp -- the files that the boot loader put into memory beside the kernel.
// The first is sigma0, the second the root task; the root task gets the list of all of them in
// the form in which the loader gave it to us: a multiboot information, with the sizes of memory,
// and its own command line instead of ours.
// Source: L4 Version 2 on i386, "How the images get there"; "Registers at the first
// instruction".
#pragma once

#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/abi/multiboot.hpp"

namespace kumquat {

/// Copy the loader's list and all its texts: what it left in low memory may be overwritten by
/// the images. Stops the machine if sigma0 or the root task is missing.
void collect_boot_modules(const MultibootInfo& info);

/// Move the modules behind the kernel image, one after the other, wherever the loader put them
/// (so that all loaders make the same machine), and the root task's multiboot information
/// behind them.
/// \return  the span of all that, whole pages
MemoryRange settle_boot_modules();

/// Physical address of the root task's multiboot information.
/// Requires: settle_boot_modules() has run.
uint32_t root_multiboot_info();

/// Copy the images of sigma0 and the root task to where they are linked, and tell the info
/// page where they begin and lie. Stops the machine if an image is unusable.
/// Requires: the kernel pool has its place.
void load_first_images();

}  // namespace kumquat
