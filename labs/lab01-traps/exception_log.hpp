// exception_log.hpp -- what the kernel is told about exceptions in ring 0.
// The log sits in the kernel's own hook for exceptions in the kernel: it writes the frame into
// the evidence, and lets the program go on behind the fault.
#pragma once

#include "labs/common/guest_kit.hpp"

#include <stdint.h>

namespace kumquat {

constexpr uint32_t words_per_exception = 10;

/// From now on exceptions are recorded: vector, error code, EIP, EAX, EBX, ECX, EDX, ESI, EDI,
/// EBP of the frame.
void begin_exception_log();

/// Where the program goes on after the next fault. 0: where the frame says.
void go_on_at(uint32_t eip);

/// Raise a debug exception (vector 1) when the function is about to run.
/// \param and_skip_it  return from it at once instead of running it
void stop_at_function(const void* function, bool and_skip_it);

}  // namespace kumquat
