// descriptors.hpp -- segments and gates; guest and grader draw the same.
#pragma once

#include "kernel/x86/descriptor.hpp"
#include "labs/common/numbers.hpp"

namespace kumquat {

constexpr uint32_t descriptors_made = 12;  // each type, twice with each privilege

struct DrawnSegment {
    uint32_t base, limit;
    SegmentType type;
    Privilege access;
};

struct DrawnGate {
    uint32_t entry;
    uint16_t selector;
    GateType type;
    Privilege access;
};

constexpr Privilege nth_privilege(uint32_t index) {
    return index / 3 % 2 == 0 ? Privilege::kernel : Privilege::user;
}

/// \param index       which descriptor it is: all kinds come in turn
/// \param limit_bits  20: a limit in bytes; 32: one of whole pages, 1 MB or more
inline DrawnSegment
draw_segment(Numbers& numbers, uint32_t index, uint32_t limit_bits) {
    constexpr SegmentType types[] = {SegmentType::code, SegmentType::data,
                                     SegmentType::tss};
    const uint32_t base = numbers.next();
    const uint32_t any = numbers.next();
    const uint32_t limit = limit_bits == 20 ? any >> 12 : any | 0x00100FFF;
    return {base, limit, types[index % 3], nth_privilege(index)};
}

inline DrawnGate draw_gate(Numbers& numbers, uint32_t index) {
    constexpr GateType types[] = {GateType::task, GateType::interrupt, GateType::trap};
    const uint32_t entry = numbers.next();
    const auto selector = static_cast<uint16_t>(numbers.next());
    return {entry, selector, types[index % 3], nth_privilege(index)};
}

}  // namespace kumquat
