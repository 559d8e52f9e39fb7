// print_id.hpp -- thread ids for people: "5.1" is lthread 1 of task 5.
#pragma once

#include "kernel/abi/thread_id.hpp"

namespace kumquat {

/// "task.lthread", "nil" or "invalid".
void print_id(ThreadId id);

}  // namespace kumquat
