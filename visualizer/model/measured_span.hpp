// measured_span.hpp -- what happened between two marks: how long it took, and because of whom.
#pragma once

#include "critical_path.hpp"

#include <string>
#include <vector>

namespace kumquat {

struct MeasuredSpan {
    int64_t from = 0, to = 0;    // events
    uint32_t thread = no_index;  // the one whose way is told
    int64_t time = 0, messages = 0, switches = 0, faults = 0;
    std::vector<PathPart> path;
    std::vector<PathShare> shares;
};

/// \param thread  whose way ends at `to`; no_index: the first that `to` names, or who runs then
/// Requires: from <= to, both are events.
MeasuredSpan
measure(const Model& model, int64_t from, int64_t to, uint32_t thread = no_index);

/// "12,345 instructions, 67 events, 5 messages, 8 changes of the running thread."
std::string span_words(const MeasuredSpan& span);

}  // namespace kumquat
