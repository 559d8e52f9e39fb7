// guest_trace.cpp -- a small ring of our own, and records for it.
#include "labs/lab00-first-light/guest_tests.hpp"
#include "labs/lab00-first-light/records.hpp"

#include "kernel/debug/trace.hpp"
#include "kernel/x86/instructions.hpp"
#include "labs/common/counted.hpp"

/// Looked up by the grader.
extern "C" {
alignas(4096) kumquat::TraceRecord test_ring[kumquat::test_ring_capacity + 1];
}

namespace kumquat {

namespace {

/// Begin with an empty ring, full of junk, and one record of junk behind it.
void prepare_ring() {
    for (TraceRecord& record : test_ring) {
        record = {ring_junk,
                  ring_junk,
                  {ring_junk, ring_junk, ring_junk, ring_junk, ring_junk}};
    }
    trace_ring.ring_physical = physical_of(test_ring).raw();
    trace_ring.record_size = sizeof(TraceRecord);
    trace_ring.capacity = test_ring_capacity;
    trace_ring.written = trace_ring.drained = trace_ring.lost = 0;
}

void append_drawn(Numbers& numbers) {
    const DrawnRecord drawn = draw_record(numbers);
    append_trace_record(static_cast<TraceKind>(drawn.kind), drawn.columns);
}

void record_counters() {
    record(trace_ring.written);
    record(trace_ring.drained);
    record(trace_ring.lost);
}

}  // namespace

void append_records(Numbers& numbers) {
    prepare_ring();
    for (uint32_t i = 0; i < records_appended; ++i) {
        append_drawn(numbers);
    }
    record_counters();
}

void append_at_known_times(Numbers& numbers) {
    prepare_ring();
    for (uint32_t i = 0; i < records_appended; ++i) {
        // A pause of nobody knows how long, then the call between two looks at the clock.
        for (uint32_t pause = numbers.below(5000); pause > 0; --pause) {
            asm volatile("");
        }
        const DrawnRecord drawn = draw_record(numbers);
        const uint64_t before = read_time_stamp();
        append_trace_record(static_cast<TraceKind>(drawn.kind), drawn.columns);
        const uint64_t after = read_time_stamp();
        record(static_cast<uint32_t>(before));
        record(static_cast<uint32_t>(before >> 32));
        record(static_cast<uint32_t>(after));
        record(static_cast<uint32_t>(after >> 32));
    }
}

void append_around_the_end(Numbers& numbers) {
    prepare_ring();
    for (uint32_t i = 0; i < test_ring_capacity + records_appended; ++i) {
        append_drawn(numbers);
        trace_ring.drained = trace_ring.written;  // as if somebody had read it at once
    }
    record_counters();
}

void append_to_full_ring(Numbers& numbers) {
    prepare_ring();
    for (uint32_t i = 0; i < test_ring_capacity; ++i) {
        append_drawn(numbers);
    }
    record_counters();
    append_drawn(numbers);
    record_counters();
}

void append_before_start(Numbers& numbers) {
    prepare_ring();
    trace_ring.capacity = 0;
    const uint32_t tries = 1 + numbers.below(20);
    for (uint32_t i = 0; i < tries; ++i) {
        append_drawn(numbers);
    }
    record_counters();
}

void count_a_record(Numbers& numbers) {
    prepare_ring();
    const DrawnRecord drawn = draw_record(numbers);
    record(counted([&] {
        append_trace_record(static_cast<TraceKind>(drawn.kind), drawn.columns);
    }));
}

}  // namespace kumquat
