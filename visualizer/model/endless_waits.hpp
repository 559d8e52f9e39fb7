// endless_waits.hpp -- the waits that a finding leaves until the trace ends.
// Its one idea: who waits in vain looks like who waits for work; only the finding knows which it is.
#pragma once

#include "findings.hpp"

#include <vector>

namespace kumquat {

struct EndlessWait {
    uint32_t thread, partner;  // no_index: no thread alone
    int64_t from;              // the event from which on it is in vain
};

/// Whether findings of this kind leave such waits.
bool leaves_endless_waits(Finding::Kind kind);

/// Those of a finding, the thread that suffers first, then who waits behind it.
std::vector<EndlessWait> endless_waits_of(const Model& model, const Finding& finding);

}  // namespace kumquat
