// trace_ring.hpp -- behind the trace points: the ring, and its way out through port 0xE9.
// None of this is in a kernel that is built with TRACE=off.
#pragma once

#include "kernel/abi/trace_format.hpp"

namespace kumquat {

/// Where records go; the reader outside finds it by its magic. See trace_format.hpp.
/// Invariant: the records from `drained` to `written` lie in the ring and have not gone out.
extern TraceRing trace_ring;

/// Whether the records that are left go out when the run ends (command line: trace=stream).
extern bool trace_streams;

/// Make the ring. \param frames  its size in page frames; without memory there is no trace
void allocate_trace_ring(uint32_t frames);

/// Places of the ring that follow each other and are free: records can be written there without
/// asking anything. Empty before there is a ring, when it is full, and at its end.
struct TraceRoom {
    TraceRecord *next, *end;
};
extern TraceRoom trace_room;

/// The five numbers of an event.
struct TraceColumns {
    uint32_t words[trace_columns_max];
};

/// Append one record when there is no room left, and find new room.
void append_and_make_room(TraceKind kind, const TraceColumns& columns);

/// Append one record to the ring, with the time-stamp counter read once.
/// \param columns  array of trace_columns_max words; unused ones are 0
/// Effects: trace_ring.written counts up; a full ring is drained first. Before there is a ring,
/// only trace_ring.lost counts up.
void append_trace_record(TraceKind kind, const uint32_t* columns);

/// The ring as the kernel sees it: trace_ring.capacity records. Requires: there is a ring.
TraceRecord* trace_records();

/// Send all records that lie in the ring through port 0xE9.
void drain_trace();

/// Send what is left, if the trace streams, and the mark of the end.
void finish_trace_stream();

/// Show the last records on the emergency output, newest first.
void print_last_records();

}  // namespace kumquat
