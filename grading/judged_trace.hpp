// judged_trace.hpp -- what a kernel told of a run, if the executable specification agrees with it.
// Invariant: whoever holds such a trace knows that it is whole, and breaks no rule but those that are
// another claim's.
#pragma once

#include "tests/model/rules.hpp"
#include "tools/trace/raw_trace.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace kumquat::grading {

/// \param memory   all of the machine's RAM at the end of the run
/// \param excused  rules that may be broken (tests/model/specification.hpp)
/// \throws Diagnosis, with the broken rule and the events before it
trace::RawTrace judged_trace(std::span<const std::byte> memory,
                             const std::vector<model::Rule>& excused = {});

}  // namespace kumquat::grading
