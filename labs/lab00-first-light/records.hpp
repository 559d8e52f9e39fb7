// records.hpp -- the trace records that the tests of lab 0 append; guest and grader draw them.
#pragma once

#include "kernel/abi/trace_format.hpp"
#include "labs/common/numbers.hpp"

namespace kumquat {

constexpr uint32_t test_ring_capacity = 12;
constexpr uint32_t records_appended = 7;
constexpr uint32_t ring_junk = 0xDDDDDDDD;

struct DrawnRecord {
    uint32_t kind;
    uint32_t columns[trace_columns_max];
};

inline DrawnRecord draw_record(Numbers& numbers) {
    DrawnRecord record{numbers.below(trace_kind_count), {}};
    for (uint32_t& column : record.columns) {
        column = numbers.next();
    }
    return record;
}

}  // namespace kumquat
