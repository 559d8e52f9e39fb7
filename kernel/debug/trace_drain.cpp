// trace_drain.cpp -- records in frames with magic, sequence number and checksum.
#include "kernel/debug/trace_ring.hpp"
#include "kernel/x86/instructions.hpp"

namespace kumquat {

bool trace_streams = false;

namespace {

constexpr uint32_t records_per_frame = 64;
uint32_t next_sequence = 0;

void send_bytes(const void* data, uint32_t size) {
    const uint8_t* const bytes = static_cast<const uint8_t*>(data);
    for (uint32_t i = 0; i < size; ++i) {
        // The analyzer loses sight of words whose bytes are read.
        // NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage)
        port_write8(trace_port, bytes[i]);
    }
}

void send_frame(TraceFrameType type, const void* payload, uint32_t size) {
    const TraceFrame frame{
        TraceFrame::magic_word, static_cast<uint16_t>(type),
        static_cast<uint16_t>(size), next_sequence++,
        trace_checksum(static_cast<const unsigned char*>(payload), size)};
    send_bytes(&frame, sizeof(frame));
    send_bytes(payload, size);
}

/// A run of records that does not wrap around the end of the ring.
uint32_t contiguous_records() {
    const uint32_t left = trace_ring.written - trace_ring.drained;
    const uint32_t until_end =
        trace_ring.capacity - trace_ring.drained % trace_ring.capacity;
    const uint32_t run = left < until_end ? left : until_end;
    return run < records_per_frame ? run : records_per_frame;
}

/// Send the ring's header and all its records.
void send_records() {
    send_frame(TraceFrameType::ring, &trace_ring, sizeof(trace_ring));
    while (trace_ring.drained != trace_ring.written) {
        const uint32_t run = contiguous_records();
        send_frame(TraceFrameType::records,
                   &trace_records()[trace_ring.drained % trace_ring.capacity],
                   run * sizeof(TraceRecord));
        trace_ring.drained += run;
    }
}

/// The event that tells of the drain itself: the ring is empty now, so there is room.
void note_drain(uint32_t records, uint32_t nanoseconds) {
    trace_records()[trace_ring.written % trace_ring.capacity] = {
        read_time_stamp(),
        static_cast<uint32_t>(TraceKind::drain),
        {records, nanoseconds}};
    ++trace_ring.written;
}

}  // namespace

void drain_trace() {
    const uint64_t start = read_time_stamp();
    const uint32_t count = trace_ring.written - trace_ring.drained;
    send_records();
    const uint64_t nanoseconds = read_time_stamp() - start;
    note_drain(count, static_cast<uint32_t>(nanoseconds));
}

void finish_trace_stream() {
    if (!trace_streams || trace_ring.capacity == 0) {
        return;
    }
    send_records();
    send_frame(TraceFrameType::end, "", 0);
}

}  // namespace kumquat
