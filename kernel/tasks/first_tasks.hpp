// first_tasks.hpp -- sigma0 and the root task: the only tasks that the kernel starts itself.
#pragma once

#include <stdint.h>

namespace kumquat {

/// Make both tasks, ready to run, from what the info page says about their images.
/// Stops the machine if there is no memory for them.
/// \param multiboot_info  physical address of what the root task is told about the modules
/// Source: L4 Version 2 on i386, "Start-up".
void start_first_tasks(uint32_t multiboot_info);

}  // namespace kumquat
