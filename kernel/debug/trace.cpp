// trace.cpp -- the ring of trace records.
#include "kernel/debug/trace_ring.hpp"

#include "kernel/config.hpp"
#include "kernel/debug/hole.hpp"
#include "kernel/debug/print.hpp"
#include "kernel/memory/frames.hpp"
#include "kernel/x86/instructions.hpp"

extern "C" uint64_t boot_tsc;  // boot.S

namespace kumquat {

TraceRing trace_ring;
TraceRoom trace_room;
static_assert(sizeof(config::description) <= sizeof(trace_ring.config));

void allocate_trace_ring(uint32_t frames) {
    PhysAddr first;
    if (frames == 0 || !allocate_frames(frames, first)) {
        print("There is no trace: its ring does not fit into the kernel pool.\n");
        return;
    }
    for (uint32_t i = 0; i < sizeof(trace_magic); ++i) {
        trace_ring.magic[i] = trace_magic[i];
    }
    for (uint32_t i = 0; i < sizeof(config::description); ++i) {
        trace_ring.config[i] = config::description[i];
    }
    trace_ring.self_physical = physical_of(&trace_ring).raw();
    trace_ring.record_size = sizeof(TraceRecord);
    trace_ring.ring_physical = first.raw();
    trace_ring.kind_count = trace_kind_count;
    trace_ring.start_tsc = boot_tsc;
    trace_ring.capacity = frames * (page_size / sizeof(TraceRecord));
}

TraceRecord* trace_records() {
    return direct<TraceRecord>(PhysAddr{trace_ring.ring_physical});
}

void append_trace_record(TraceKind kind, const uint32_t* columns) {
    // LAB 0 BEGIN trace record: time, kind and columns into the next place of the ring
    if (trace_ring.capacity == 0) {
        ++trace_ring.lost;
        return;
    }
    if (trace_ring.written - trace_ring.drained == trace_ring.capacity) {
        drain_trace();
    }
    TraceRecord& record = trace_records()[trace_ring.written % trace_ring.capacity];
    record.tsc = read_time_stamp();
    record.kind = static_cast<uint32_t>(kind);
    for (uint32_t i = 0; i < trace_columns_max; ++i) {
        record.columns[i] = columns[i];
    }
    ++trace_ring.written;
    // LAB 0 END
}

void append_and_make_room(TraceKind kind, const TraceColumns& columns) {
    append_trace_record(kind, columns.words);
    const uint32_t capacity = trace_ring.capacity;
    if (capacity == 0) {
        return;
    }
    const uint32_t place = trace_ring.written % capacity;
    const uint32_t free = capacity - (trace_ring.written - trace_ring.drained);
    const uint32_t until_end = capacity - place;
    trace_room.next = trace_records() + place;
    trace_room.end = trace_room.next + (free < until_end ? free : until_end);
}

}  // namespace kumquat
