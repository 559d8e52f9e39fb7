// first_tasks.hpp -- sigma0 and the root task: the only tasks that the kernel starts itself.
#pragma once

namespace kumquat {

/// Make both tasks, ready to run, from what the info page says about their images.
/// Stops the machine if there is no memory for them.
/// Source: L4 Version 2 on i386, "Start-up".
void start_first_tasks();

}  // namespace kumquat
