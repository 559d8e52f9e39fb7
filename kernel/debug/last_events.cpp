// last_events.cpp -- the end of the trace, for a panic.
#include "kernel/debug/emergency_text.hpp"
#include "kernel/debug/trace_ring.hpp"

namespace kumquat {

namespace {

constexpr uint32_t events_shown = 3;

const TraceRecord& last_event(uint32_t i) {
    return trace_records()[(trace_ring.written - i) % trace_ring.capacity];
}

void print_time(const TraceRecord& record) {
    emergency_print_decimal(static_cast<uint32_t>(record.tsc - trace_ring.start_tsc));
}

void print_event(const TraceRecord& record) {
    emergency_print("\n│   t ");
    print_time(record);
    const TraceKindInfo& kind = trace_kind_table[record.kind];
    emergency_print("  ");
    emergency_print(kind.name);
    for (uint32_t i = 0; i < trace_columns_max && kind.columns[i] != nullptr; ++i) {
        emergency_print("  ");
        emergency_print(kind.columns[i]);
        emergency_print(" ");
        emergency_print_hex(record.columns[i]);
    }
}

}  // namespace

void print_last_records() {
    const uint32_t there = trace_ring.written < trace_ring.capacity
                               ? trace_ring.written
                               : trace_ring.capacity;
    const uint32_t count = there < events_shown ? there : events_shown;
    if (count == 0) {
        return;
    }
    emergency_print("\n│ just before:");
    for (uint32_t i = 1; i <= count; ++i) {
        print_event(last_event(i));
    }
    // Which test or program this is, the kernel does not know.
    emergency_print("\n│ reopen this moment: make replay TEST=… (or APP=…) AT=");
    print_time(last_event(1));
}

}  // namespace kumquat
