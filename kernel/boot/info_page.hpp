// info_page.hpp -- the kernel's own copy of the kernel info page.
#pragma once

#include "kernel/abi/kernel_info_page.hpp"

namespace kumquat {

/// Alone on its page, which sigma0 may read and lend.
extern KernelInfoPage& info_page;

}  // namespace kumquat
