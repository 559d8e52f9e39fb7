// judged_trace.hpp -- what a kernel told of a run, if the executable specification agrees with it.
// Invariant: whoever holds such a trace knows that it is whole, and breaks no rule.
#pragma once

#include "tools/trace/raw_trace.hpp"

#include <cstddef>
#include <span>

namespace kumquat::grading {

/// \param memory  all of the machine's RAM at the end of the run
/// \throws Diagnosis, with the broken rule and the events before it
trace::RawTrace judged_trace(std::span<const std::byte> memory);

}  // namespace kumquat::grading
