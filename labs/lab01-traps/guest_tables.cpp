// guest_tables.cpp -- descriptors for the grader to take apart, and the machine's own tables.
#include "labs/lab01-traps/descriptors.hpp"
#include "labs/lab01-traps/guest_tests.hpp"

#include "kernel/x86/interrupt_table.hpp"
#include "kernel/x86/segments.hpp"

namespace kumquat {

namespace {

void record_descriptor(const Descriptor& descriptor) {
    record(descriptor.low);
    record(descriptor.high);
}

void make(Numbers& numbers, uint32_t limit_bits) {
    for (uint32_t i = 0; i < descriptors_made; ++i) {
        const DrawnSegment drawn = draw_segment(numbers, i, limit_bits);
        record_descriptor(
            segment_descriptor(drawn.base, drawn.limit, drawn.type, drawn.access));
    }
}

}  // namespace

void make_segments(Numbers& numbers) { make(numbers, 20); }

void make_large_segments(Numbers& numbers) { make(numbers, 32); }

void make_gates(Numbers& numbers) {
    for (uint32_t i = 0; i < descriptors_made; ++i) {
        const DrawnGate drawn = draw_gate(numbers, i);
        record_descriptor(gate(drawn.entry, drawn.selector, drawn.type, drawn.access));
    }
}

void load_kernel_tables() {
    initialize_segments();
    build_interrupt_table();
    load_interrupt_table();
}

void load_tables(Numbers&) { load_kernel_tables(); }

}  // namespace kumquat
