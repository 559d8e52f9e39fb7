// boot_image.hpp -- copy a program to the physical address at which it is linked.
// Its file is an ELF file, or it says where it belongs by a multiboot header of its own ("a.out
// kludge"): so did images in formats that boot loaders did not know.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/abi/multiboot.hpp"

namespace kumquat {

/// \param module  a file in memory whose virtual addresses are physical ones
/// \param name    for the message when the machine has to stop: the file is of neither kind, or it
///                would lie on the kernel, the pool, the modules, or outside of memory
/// \return        entry, span in whole pages, and a stack page at the end of the span
BootTask load_boot_image(const BootModule& module, const char* name);

}  // namespace kumquat
