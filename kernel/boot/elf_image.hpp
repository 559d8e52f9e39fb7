// elf_image.hpp -- copy a program to the physical address at which it is linked.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"
#include "kernel/abi/multiboot.hpp"

namespace kumquat {

/// \param module  an ELF file in memory whose virtual addresses are physical ones
/// \param name    for the message when the machine has to stop: not an ELF file, or it would
///                lie on the kernel, the pool, the modules, or outside of memory
/// \return        entry, span in whole pages, and a stack page at the end of the span
BootTask load_elf_image(const BootModule& module, const char* name);

}  // namespace kumquat
