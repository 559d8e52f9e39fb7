// trace_drain.hpp -- from the ring out through port 0xE9.
#pragma once

#include "kernel/abi/trace_format.hpp"

namespace kumquat {

/// The ring as the kernel sees it: trace_ring.capacity records.
/// Requires: tracing has started.
TraceRecord* trace_records();

/// Whether the records that are left go out when the run ends (command line: trace=stream).
extern bool trace_streams;

/// Send what is left, if the trace streams, and the mark of the end.
void finish_trace();

}  // namespace kumquat
