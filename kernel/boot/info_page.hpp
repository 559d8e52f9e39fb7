// info_page.hpp -- the kernel's own copy of the kernel info page.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"

namespace kumquat {

/// Alone on its page (kernel.ld), which sigma0 may read and lend. Filled by boot_memory.cpp.
extern KernelInfoPage info_page;

}  // namespace kumquat
