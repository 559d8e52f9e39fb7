// finding_stretch.hpp -- the part of the trace in which a finding comes about.
#pragma once

#include "findings.hpp"

namespace kumquat {

/// From one time to another, in virtual nanoseconds.
struct Stretch {
    int64_t begin, end;
};

/// From what the threads of a finding did when it began, to the state that it left them in.
Stretch stretch_of(const Model& model, const Finding& finding);

}  // namespace kumquat
