// raw_run.hpp -- the run that a kernel's own records tell, without a trace file between.
#pragma once

#include "tests/model/run.hpp"
#include "tools/trace/raw_trace.hpp"

namespace kumquat::model {

Run run_from(const trace::RawTrace& raw);

}  // namespace kumquat::model
